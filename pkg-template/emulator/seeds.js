/** The jobs that exist from the start. */

import { checkOptions } from "./check.js";

const PROPERTIES = {
  jobId: "string",
  status: "string",
  description: "string",
  operation: "string",
  priority: "number",
  confirmationRequired: "boolean",
  tasks: "number",
  failingPercent: "number",
  executed: "number",
  statusUpdateReason: "string",
};

/** A seed with all properties. */
export function normalSeed(seed) {
  checkOptions("createEmulator: jobs", seed, PROPERTIES);
  const { status = "Suspended", operation = "COSPutObjectCopy", description = "", priority = 10, tasks = 10_000 } = seed;
  const { jobId, confirmationRequired = status === "Suspended", failingPercent = 0, executed = 0, statusUpdateReason } = seed;
  return {
    jobId,
    status,
    operation,
    description,
    priority,
    confirmationRequired,
    tasks,
    failingPercent,
    executed,
    statusUpdateReason,
  };
}
