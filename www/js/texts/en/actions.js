export default {
  change: {
    Ready: {
      button: "Confirm",
      verb: "Confirm job",
      no: "A job that is {status} can't be confirmed any more.",
      unlikely: "COS will probably refuse: it confirms Suspended jobs, and this one is {status}.",
      done: "Confirmed. {job} is {status} now.",
      ask: "COS will start this job: it will {will}.",
      forever: "Deleted objects cannot be brought back.",
    },
    Cancelled: {
      button: "Cancel",
      verb: "Cancel job",
      no: "A job that is {status} can't be cancelled any more.",
      unlikely: "COS will probably refuse: this {status} job is ending already.",
      done: "COS accepted the cancel. {job} is {status} now.",
      ask: "COS will stop this job for good before it starts: it will not {will}.",
      running: "COS will stop this job for good: {done} of {objects} are done and stay so, the rest are left alone.",
    },
    reconciled: "The answer was lost, but the job's status shows that the change took effect.",
    back: "Keep as is",
    sending: "Sending…",
  },
  will: {
    COSPutObjectCopy: "copy {objects}",
    COSInitiateRestoreObject: "restore {objects} from the archive",
    COSPutObjectTagging: "set the tags of {objects}",
    COSDeleteObject: "delete {objects}",
    other: "run {operation} on {objects}",
  },
  reason: {
    label: "Reason",
    hint: "Optional. A Chinese character takes 3 bytes.",
    bytes: "{bytes} / {max} bytes",
    long: "{over} bytes too many: shorten the reason.",
  },
};
