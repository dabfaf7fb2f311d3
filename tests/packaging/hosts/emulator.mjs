// A program that needs no service, as an ES module.
import { CosJobs, CosJobsError } from "cos-jobs";
import { createEmulator } from "cos-jobs/emulator";
import { emulated } from "./emulated.mjs";

emulated({ CosJobs, CosJobsError, createEmulator }).then((outcome) => console.log(JSON.stringify(outcome)));
