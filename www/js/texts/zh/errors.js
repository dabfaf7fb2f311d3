export default {
  kind: {
    service: "COS 拒绝了请求",
    network: "无法访问 COS",
    timeout: "COS 未在时限内应答",
    response: "无法解析应答",
    credentials: "没有可用的密钥",
    input: "请求未发送：输入有误",
    other: "页面出错",
  },
  effect: {
    none: "没有任何更改。",
    unknown: "更改可能已经生效。重试之前，请先查看任务状态。",
  },
  fact: {
    code: "错误码",
    status: "HTTP 状态码",
    "request-id": "请求 ID",
    "trace-id": "跟踪 ID",
    attempts: "尝试次数",
  },
  now: "任务现为 {status}。",
  unread: "任务状态也无法读取。",
  copy: "复制详情",
};
