// The only file with the address of the client package.
export { CosJobs, canRequest, isFinal } from "../cos-jobs/index.js";
