const COS = require("cos-js-sdk-v5");
const { sdkRequest } = require("./request.cjs");

if (!COS.getAuthorization(sdkRequest)) process.exitCode = 1;
