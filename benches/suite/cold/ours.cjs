const { CosJobs } = require("../../../pkg/index.cjs");
const { account, input } = require("./request.cjs");

new CosJobs(account).prepare("UpdateJobStatus", input).then(({ headers }) => {
  if (!headers.authorization) process.exitCode = 1;
});
