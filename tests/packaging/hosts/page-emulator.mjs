// A page that needs no service.
import { CosJobs, CosJobsError } from "cos-jobs";
import { createEmulator } from "cos-jobs/emulator";
import { answer } from "./answer.mjs";
import { emulated } from "./emulated.mjs";

answer(() => emulated({ CosJobs, CosJobsError, createEmulator }));
