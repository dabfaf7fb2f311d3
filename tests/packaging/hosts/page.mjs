// A page.
import { CosJobs, CosJobsError } from "cos-jobs";
import { answer } from "./answer.mjs";
import { scenario } from "./scenario.mjs";

answer((given) => scenario({ CosJobs, CosJobsError }, given));
