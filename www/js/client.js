// The one place that says where the client package is served.
export { CosJobs, canRequest, isFinal } from "../cos-jobs/index.js";
