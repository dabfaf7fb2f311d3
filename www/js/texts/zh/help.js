export default {
  general: {
    title: "任何位置", help: "显示本说明", search: "搜索", create: "新建任务", refresh: "重新读取全部任务",
    close: "关闭任务详情或对话框",
  },
  list: {
    title: "任务列表中", rows: "上一个或下一个任务", controls: "同一任务的其他控件", pages: "上翻或下翻一页",
    ends: "第一个或最后一个任务", open: "打开任务", select: "在复选框上选择任务", range: "选择其间的全部任务",
  },
  link: "页面地址中包含打开的任务和筛选条件，复制地址即可分享。地址中不含密钥。",
};
