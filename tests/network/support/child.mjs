/**
 * A Node program that makes the calls which it is given and then does nothing, so that it ends if nothing is left.
 * What it could not tell, such as an unhandled rejection, ends it with an error.
 */

import { text } from "node:stream/consumers";

import { playAll } from "./play.mjs";

const { entry, account, scenarios, parallel } = JSON.parse(await text(process.stdin));
process.on("warning", (warning) => {
  throw warning;
});
const { CosJobs, initialize } = await import(entry);
await initialize();
const before = process.resourceUsage().maxRSS;
const outcomes = await playAll(CosJobs, account, scenarios, parallel);
const grownKb = process.resourceUsage().maxRSS - before;
process.stdout.write(JSON.stringify({ outcomes, grownKb }));
