import { createRequire } from "node:module";

import { CosJobs } from "../../../pkg/index.js";

// An import of CommonJS would load Node's lexer for it, which is another WebAssembly module.
const { account, input } = createRequire(import.meta.url)("./request.cjs");

const { headers } = await new CosJobs(account).prepare("UpdateJobStatus", input);
if (!headers.authorization) process.exitCode = 1;
