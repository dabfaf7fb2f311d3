/** The calls of the soak: short job histories, in which each read checks the results of the changes before it. */

const JOB = {
  manifest: {
    location: { eTag: "15150651828fa9cdcb8356b6d1c7638b", objectArn: "qcs::cos:ap-chengdu::list-1250000000/list.csv" },
    spec: { fields: ["Bucket", "Key"], format: "COSBatchOperations_CSV_V1" },
  },
  operation: { cosDeleteObject: {} },
  confirmationRequired: true,
  priority: 1,
  report: { enabled: false },
  roleArn: "qcs::cam::uin/100000000001:roleName/COS_Batch_QcsRole",
};

const STOPPED = ["Cancelling", "Cancelled"];
const WAITING = ["New", "Preparing", "Suspended"];

/**
 * The history of one job as calls: the method, its input, and a check of its result. Eight of thirteen are reads. A call
 * that must fail has the expected code.
 */
export function* round(number) {
  let jobId;
  const priority = 2 + (number % 1000);
  const isCancelled = number % 2 === 0;
  const look = (isRight) => ({ method: "describeJob", input: { jobId }, isRight });

  yield { method: "createJob", input: { ...JOB, description: `round ${number}` }, isRight: (made) => (jobId = made.jobId) };
  yield look((job) => job.description === `round ${number}` && WAITING.includes(job.status));
  yield { method: "listJobs", input: { maxResults: 20 }, isRight: ({ jobs }) => jobs.length === 20 };
  yield { method: "updateJobPriority", input: { jobId, priority }, isRight: (job) => job.priority === priority };
  yield look((job) => job.priority === priority);
  yield { method: "listJobs", input: { jobStatuses: "Failed", maxResults: 10 }, isRight: allFailed };
  const method = isCancelled ? "cancelJob" : "confirmJob";
  yield { method, input: { jobId, reason: "soak" }, isRight: (job) => job.changed && job.jobId === jobId };
  yield look((job) => (isCancelled ? STOPPED.includes(job.status) : ![...WAITING, ...STOPPED].includes(job.status)));
  yield look((job) => job.manifest.spec.fields.length === 2);
  yield refusedChange(jobId);
  yield look((job) => job.jobId === jobId);
  yield { method: "deleteJob", input: { jobId }, isRight: (job) => job.jobId === jobId };
  yield { ...look(), code: "NoSuchJob" };
}

const allFailed = ({ jobs }) => jobs.length > 0 && jobs.every(({ status }) => status === "Failed");

/** A job cannot be confirmed after it was cancelled, and cannot be confirmed twice. */
const refusedChange = (jobId) => ({
  method: "updateJobStatus",
  input: { jobId, requestedJobStatus: "Ready" },
  code: "InvalidRequest",
});
