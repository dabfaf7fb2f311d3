/** The columns of a list of jobs. */

/** How far a job is, such as `4500/10000`. */
export function progressOf({ progressSummary }) {
  const { numberOfTasksSucceeded = 0, numberOfTasksFailed = 0, totalNumberOfTasks = 0 } = progressSummary ?? {};
  return `${numberOfTasksSucceeded + numberOfTasksFailed}/${totalNumberOfTasks}`;
}

/** @param {import("./style.mjs").Style} style */
export function jobColumns(style) {
  return [
    { title: "JOB", value: ({ jobId }) => jobId },
    { title: "STATUS", value: ({ status }) => status, paint: ({ status }, text) => style.status(status, text) },
    { title: "PRIORITY", value: ({ priority }) => priority, alignRight: true },
    { title: "TASKS DONE", value: progressOf, alignRight: true },
    { title: "FAILED", value: ({ progressSummary }) => progressSummary?.numberOfTasksFailed ?? 0, alignRight: true },
    { title: "CREATED", value: ({ creationTime }) => creationTime },
    { title: "OPERATION", value: ({ operation }) => operation },
    { title: "DESCRIPTION", value: ({ description }) => description },
  ];
}

/** The columns of a plan to change jobs. */
export function planColumns(style) {
  return [
    { title: "JOB", value: ({ jobId }) => jobId },
    { title: "PLAN", value: ({ plan }) => plan },
    { title: "STATUS", value: ({ status }) => status ?? "", paint: ({ status }, text) => style.status(status, text) },
    { title: "DESCRIPTION", value: ({ description, error }) => description ?? error?.message ?? "" },
  ];
}
