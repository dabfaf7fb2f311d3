// The jobs of the built-in emulator. The running ones come first, so that they take the slots before others wait for one.
const COPY = "COSPutObjectCopy";
const RESTORE = "COSInitiateRestoreObject";
const TAG = "COSPutObjectTagging";
const DELETE = "COSDeleteObject";

/** status, description, operation, priority, tasks, executed, failing percent, reason */
const ROWS = [
  ["Active", "Move the 2019 logs to the archive", COPY, 30, 2_000_000, 412_300],
  ["Active", "Tag invoices for retention", TAG, 25, 640_000, 97_000, 0, "checked by the auditors"],
  ["Active", "Copy the media library to Chongqing", COPY, 20, 1_250_000, 803_114],
  ["Active", "Restore the March backups", RESTORE, 15, 90_000, 31_250, 1],
  ["Active", "Delete expired thumbnails", DELETE, 5, 350_000, 1204, 0, "approved by operations"],
  ["Paused", "Re-tag the training data", TAG, 3, 75_000, 18_420],
  ["Ready", "Delete test uploads of the load test", DELETE, 2, 12_000, 0, 0, "test team: go"],
  ["Ready", "Copy customer exports", COPY, 1, 22_000],
  ["Suspended", "Delete all objects under tmp/", DELETE, 40, 18_400],
  ["Suspended", "Restore the archive of project Heron", RESTORE, 28, 5200],
  ["Suspended", "Copy photos to infrequent access", COPY, 10, 150_000],
  ["Suspended", "复制日志到归档存储", COPY, 8, 9000],
  ["New", "Tag new arrivals", TAG, 12, 3000],
  ["Preparing", "Copy the winter collection", COPY, 18, 250_000],
  ["Cancelling", "Delete duplicates (wrong list)", DELETE, 9, 45_000, 7031, 0, "the list names live objects"],
  ["Complete", "Copy the video masters", COPY, 20, 84_000],
  ["Complete", "Delete logs older than a year", DELETE, 5, 1_100_000, undefined, 0, "yearly clean-up"],
  ["Complete", "Tag the public assets", TAG, 7, 5300],
  ["Complete", "Restore the sensor data of June", RESTORE, 12, 31_000, undefined, 25],
  ["Failed", "Copy to a bucket that was deleted", COPY, 16, 200_000, undefined, 100],
  ["Failed", "Restore what is not archived", RESTORE, 6, 40_000, undefined, 64, "try again"],
  ["Cancelled", "Delete the old website", DELETE, 11, 27_000, 0, 0, "not yet"],
  ["Cancelled", "Copy the mailing archive", COPY, 3, 640_000, 120_500, 0, "too expensive"],
];

export const DEMO_JOBS = ROWS.map(([status, description, operation, priority, tasks, executed, failingPercent, statusUpdateReason]) => ({
  status, description, operation, priority, tasks, executed, failingPercent, statusUpdateReason,
  confirmationRequired: status === "Suspended" || statusUpdateReason !== undefined,
}));
