// A page whose wasm is a separate file; Vite provides its address.
import { CosJobs, CosJobsError, initialize } from "cos-jobs/slim";
import wasm from "cos-jobs/cos-jobs.wasm?url";
import { answer } from "./answer.mjs";
import { scenario } from "./scenario.mjs";

answer(async (given) => {
  await initialize(new URL(wasm, location.href));
  return scenario({ CosJobs, CosJobsError }, given);
});
