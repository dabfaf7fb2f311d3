const COS = require("cos-nodejs-sdk-v5");
const { sdkRequest } = require("./request.cjs");

if (!COS.getAuthorization(sdkRequest)) process.exitCode = 1;
