// The slim entry as an ES module: the program reads the wasm itself.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { CosJobs, CosJobsError, initialize } from "cos-jobs/slim";
import { scenario } from "./scenario.mjs";

await initialize(await readFile(createRequire(import.meta.url).resolve("cos-jobs/cos-jobs.wasm")));
console.log(JSON.stringify(await scenario({ CosJobs, CosJobsError }, JSON.parse(process.argv[2]))));
