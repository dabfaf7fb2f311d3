export default {
  title: "Connection",
  endpointHint: "The endpoint is optional. A browser often needs a proxy's address there.",
  keysHint: "Keys stay in this page's memory and are gone when it is closed or reloaded.",
  connect: "Connect",
  field: {
    region: "Region",
    uin: "UIN",
    appId: "APPID",
    endpoint: "Endpoint",
    secretId: "SecretId",
    secretKey: "SecretKey",
    sessionToken: "Session token, for temporary keys",
  },
};
