/** The changes under test: how to request each one, and how to check whether it took effect. */

const WAITING = ["New", "Preparing", "Suspended"];
const STOPPED = ["Cancelling", "Cancelled"];

const PRIORITY = 77;

const isConfirmed = (job) => job !== undefined && !WAITING.includes(job.status) && !STOPPED.includes(job.status);
const isCancelled = (job) => job !== undefined && STOPPED.includes(job.status);

/**
 * The service answers the second of two equal requests as if another client had made the change, or as if the job had never
 * existed. A client that gets only this answer cannot know that it made the change itself.
 */
const HIDES_REPETITION = { hidesRepetition: true };

/**
 * `method` and `input` describe the call for a subject, which is a job that waits for its confirmation, or a new name.
 * `holds` and `untouched` check the state of that subject in the emulator afterwards.
 */
export const CHANGES = {
  "updateJobStatus Ready": {
    ...onJob("updateJobStatus", { requestedJobStatus: "Ready" }, isConfirmed),
    ...HIDES_REPETITION,
  },
  "updateJobStatus Cancelled": {
    ...onJob("updateJobStatus", { requestedJobStatus: "Cancelled" }, isCancelled),
    ...HIDES_REPETITION,
  },
  confirmJob: onJob("confirmJob", {}, isConfirmed),
  cancelJob: onJob("cancelJob", { reason: "no longer needed" }, isCancelled),
  updateJobPriority: onJob("updateJobPriority", { priority: PRIORITY }, (job) => job?.priority === PRIORITY),
  deleteJob: { ...onJob("deleteJob", {}, (job) => job === undefined), ...HIDES_REPETITION },
  createJob: {
    needsJob: false,
    method: "createJob",
    input: (subject) => ({ ...NEW_JOB, description: subject.name }),
    holds: ({ named }, result) => named.length === 1 && (!result || named[0].jobId === result.jobId),
    untouched: ({ named }) => named.length === 0,
    // The token makes the request idempotent: sending it several times must never create two jobs.
    possible: ({ named }) => named.length <= 1,
  },
};

function onJob(method, parameters, holds) {
  return {
    needsJob: true,
    method,
    input: (subject) => ({ jobId: subject.before.jobId, ...parameters }),
    holds: ({ job }, result) => holds(job) && (!result || result.jobId === job?.jobId || method === "deleteJob"),
    untouched: ({ job }, { before }) => job?.status === before.status && job.priority === before.priority,
    possible: () => true,
  };
}

const NEW_JOB = {
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
