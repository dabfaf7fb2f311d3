import { createRequire } from "node:module";

import { CosJobs } from "../../../pkg/index.js";

// To import CommonJS would load Node's lexer for it, a WebAssembly of its own.
const { account, input } = createRequire(import.meta.url)("./request.cjs");

const { headers } = await new CosJobs(account).prepare("UpdateJobStatus", input);
if (!headers.authorization) process.exitCode = 1;
