export default {
  select: "选择 {job}",
  column: {
    status: "任务状态",
    job: "任务",
    operation: "操作",
    priority: "优先级",
    progress: "进度",
    created: "创建时间",
    actions: "管理",
  },
};
