/** Uses the same declarations from CommonJS. */

import cosJobs = require("cos-jobs");

export const jobs: cosJobs.CosJobs = new cosJobs.CosJobs({
  region: "ap-chengdu",
  uin: "100000000001",
  appId: "1250000000",
  credentials: { secretId: "AKID", secretKey: "key" },
});
export const final: boolean = cosJobs.isFinal("Complete");
