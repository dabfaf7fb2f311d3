import { CosJobs } from "../../../pkg/index.js";
import { account, input } from "./request.cjs";

const { headers } = await new CosJobs(account).prepare("UpdateJobStatus", input);
if (!headers.authorization) process.exitCode = 1;
