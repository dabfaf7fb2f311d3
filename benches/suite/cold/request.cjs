/** The request that each script signs once. */

exports.account = {
  region: "ap-chengdu",
  uin: "100000000001",
  appId: "1250000000",
  credentials: { secretId: "bench-secret-id", secretKey: "bench-secret-key" },
};

exports.input = { jobId: "65f2e4cf-83f5-42f1-9aa2-14720613da29", requestedJobStatus: "Cancelled" };

/** The same request in the form of the Tencent Cloud SDKs. */
exports.sdkRequest = {
  SecretId: "bench-secret-id",
  SecretKey: "bench-secret-key",
  Method: "POST",
  Key: "jobs/65f2e4cf-83f5-42f1-9aa2-14720613da29/status",
  Query: { requestedJobStatus: "Cancelled" },
  Headers: { host: "100000000001.cos-control.ap-chengdu.myqcloud.com", "x-cos-appid": "1250000000" },
};
