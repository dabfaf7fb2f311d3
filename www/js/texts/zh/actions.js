export default {
  change: {
    Ready: {
      button: "确认",
      verb: "确认任务",
      no: "状态为 {status} 的任务已无法确认。",
      unlikely: "COS 很可能会拒绝：只能确认 Suspended 任务，而此任务为 {status}。",
      done: "已确认。{job} 现为 {status}。",
      ask: "COS 将开始执行此任务：{will}。",
      forever: "删除的对象无法恢复。",
    },
    Cancelled: {
      button: "取消任务",
      verb: "取消任务",
      no: "状态为 {status} 的任务已无法取消。",
      unlikely: "COS 很可能会拒绝：此任务为 {status}，已在结束过程中。",
      done: "COS 已接受取消。{job} 现为 {status}。",
      ask: "COS 将在执行前永久终止此任务，不会{will}。",
      running: "COS 将永久终止此任务：共{objects}，已处理的 {done} 个保持现状，其余不再处理。",
    },
    reconciled: "应答丢失，但任务状态表明更改已生效。",
    back: "保持不变",
    sending: "正在提交…",
  },
  will: {
    COSPutObjectCopy: "复制{objects}",
    COSInitiateRestoreObject: "恢复{objects}",
    COSPutObjectTagging: "设置{objects}的标签",
    COSDeleteObject: "删除{objects}",
    other: "对{objects}执行 {operation}",
  },
  reason: {
    label: "原因",
    hint: "可选。一个汉字占 3 字节。",
    bytes: "{bytes} / {max} 字节",
    long: "超出 {over} 字节，请缩短原因。",
  },
};
