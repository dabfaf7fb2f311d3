// A page whose wasm is a separate file; webpack provides its address.
import { CosJobs, CosJobsError, initialize } from "cos-jobs/slim";
import { answer } from "./answer.mjs";
import { scenario } from "./scenario.mjs";

answer(async (given) => {
  await initialize(fetch(new URL("cos-jobs/cos-jobs.wasm", import.meta.url)));
  return scenario({ CosJobs, CosJobsError }, given);
});
