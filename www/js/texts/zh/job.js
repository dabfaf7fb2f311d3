export default {
  progress: "进度",
  reasons: "状态说明",
  operation: "操作",
  manifest: "对象清单",
  report: "任务报告",
  about: "任务信息",
  field: {
    statusUpdateReason: "上次变更的原因",
    suspendedCause: "挂起原因",
    suspendedDate: "挂起时间",
    terminationDate: "结束时间",
    numberOfTasksSucceeded: "成功",
    numberOfTasksFailed: "失败",
    totalNumberOfTasks: "总数",
    creationTime: "创建时间",
  },
};
