export default {
  title: "连接",
  endpointHint: "请求地址可选；浏览器往往需要填写代理的地址。",
  keysHint: "密钥只保存在本页内存中，关闭或刷新后即清除。",
  connect: "连接",
  field: {
    region: "地域",
    uin: "UIN",
    appId: "APPID",
    endpoint: "请求地址",
    secretId: "SecretId",
    secretKey: "SecretKey",
    sessionToken: "会话令牌（临时密钥）",
  },
};
