#!/usr/bin/env node
/** The command `cos-jobs`. */

import { main } from "./lib/main.mjs";

main(process.argv.slice(2));
