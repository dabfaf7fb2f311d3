// A program as an ES module: for Node, Bun, Deno (which gives a program its arguments without a permission), and for
// bundlers, some of whose formats have no top-level await.
import { CosJobs, CosJobsError } from "cos-jobs";
import { scenario } from "./scenario.mjs";

const [given] = globalThis.Deno?.args ?? process.argv.slice(2);
scenario({ CosJobs, CosJobsError }, JSON.parse(given)).then((outcome) => console.log(JSON.stringify(outcome)));
