// What several parts of the page know about a job. This file does not use the DOM.
import { canRequest } from "../client.js";

/** The statuses in the order in which a job reaches them, with their tones. */
export const TONES = {
  New: "idle", Preparing: "idle", Suspended: "wait", Ready: "run", Active: "run", Pausing: "pause", Paused: "pause",
  Completing: "good", Complete: "good", Cancelling: "idle", Cancelled: "idle", Failing: "bad", Failed: "bad",
};

export const OPERATIONS = ["COSPutObjectCopy", "COSInitiateRestoreObject", "COSPutObjectTagging", "COSDeleteObject"];

export const jobName = (job) => job.description || job.jobId;

/** ListJobs has the operation's name as a text, DescribeJob as the only key of an object. */
export const operationName = (operation) => (typeof operation === "string" ? operation : Object.keys(operation ?? {}).join().replace(/^cos/, "COS"));

/** The numbers of objects that are done, and that there are; total is 0 until the service knows it. */
export function countsOf({ progressSummary }) {
  const { numberOfTasksSucceeded: succeeded = 0, numberOfTasksFailed: failed = 0, totalNumberOfTasks: total = 0 } = progressSummary ?? {};
  return { succeeded, failed, done: succeeded + failed, total };
}

/** The changes of the status that can work: only those that the service accepts for sure. */
export const canConfirm = ({ status }) => canRequest(status, "Ready") === "yes";
export const canCancel = ({ status }) => canRequest(status, "Cancelled") === "yes";
