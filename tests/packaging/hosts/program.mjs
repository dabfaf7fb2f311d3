// A program as an ES module, for Node, Bun, Deno (where a program can read its arguments without a permission) and
// bundlers. Some formats of the bundlers have no top-level await, so it is not used.
import { CosJobs, CosJobsError } from "cos-jobs";
import { scenario } from "./scenario.mjs";

const [given] = globalThis.Deno?.args ?? process.argv.slice(2);
scenario({ CosJobs, CosJobsError }, JSON.parse(given)).then((outcome) => console.log(JSON.stringify(outcome)));
