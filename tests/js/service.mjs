/** A service in memory, for tests that must act at an exact moment, and a clock that tests control. */

import { setImmediate } from "node:timers/promises";

/** The XML of the parts of a job that are the same in ListJobs and DescribeJob. */
function parts({ jobId, status, total = 0, succeeded = 0, failed = 0, description = "" }) {
  const counts =
    `<NumberOfTasksFailed>${failed}</NumberOfTasksFailed><NumberOfTasksSucceeded>${succeeded}</NumberOfTasksSucceeded>` +
    `<TotalNumberOfTasks>${total}</TotalNumberOfTasks>`;
  return (
    `<JobId>${jobId}</JobId><Status>${status}</Status><Description>${description}</Description>` +
    `<ProgressSummary>${counts}</ProgressSummary>`
  );
}

export function described(job) {
  return (
    `<DescribeJobResult><Job>${parts(job)}<Operation><COSDeleteObject/></Operation></Job></DescribeJobResult>`
  );
}

export function listed(jobs, nextToken = "") {
  const members = jobs.map((job) => `<member>${parts(job)}<Operation>COSDeleteObject</Operation></member>`).join("");
  return `<ListJobsResult><Jobs>${members}</Jobs><NextToken>${nextToken}</NextToken></ListJobsResult>`;
}

/** An error answer of the service. */
export function refused(code, status) {
  return new Response(`<Error><Code>${code}</Code><Message>no</Message></Error>`, { status });
}

/**
 * A control plane whose jobs are plain objects. `before`, if it is set, gets each request first. It may wait, throw, or
 * return its own answer.
 */
export function createService(jobs) {
  const service = {
    jobs: new Map(jobs.map((job) => [job.jobId, job])),
    requests: [],
    before: undefined,
    count: (action) => service.requests.filter((request) => request.action === action).length,
    async fetch(url, init) {
      const request = read(url, init);
      service.requests.push(request);
      const answer = (await service.before?.(request, init)) ?? answers[request.action](service.jobs, request);
      return answer instanceof Response ? answer : new Response(answer);
    },
  };
  return service;
}

function read(url, { method }) {
  const { pathname, searchParams } = new URL(url);
  const jobId = pathname.split("/")[2];
  if (jobId === undefined) return { action: "ListJobs", ...Object.fromEntries(searchParams) };
  const action = method === "GET" ? "DescribeJob" : "UpdateJobStatus";
  return { action, jobId, ...Object.fromEntries(searchParams) };
}

const answers = {
  DescribeJob: (jobs, { jobId }) => (jobs.has(jobId) ? described(jobs.get(jobId)) : refused("NoSuchJob", 404)),

  ListJobs(jobs, { jobStatuses, maxResults = 1000, nextToken = "" }) {
    const rest = [...jobs.values()]
      .filter(({ jobId, status }) => jobId > nextToken && (!jobStatuses || status === jobStatuses))
      .sort((a, b) => (a.jobId < b.jobId ? -1 : 1));
    const page = rest.slice(0, maxResults);
    return listed(page, rest.length > page.length ? page.at(-1).jobId : "");
  },

  UpdateJobStatus(jobs, { jobId, requestedJobStatus }) {
    const job = jobs.get(jobId);
    if (["Complete", "Failed", "Cancelled", "Cancelling"].includes(job.status)) return refused("InvalidRequest", 400);
    job.status = requestedJobStatus;
    return `<UpdateJobStatusResult><JobId>${jobId}</JobId><Status>${job.status}</Status></UpdateJobStatusResult>`;
  },
};

/** Returns `count` jobs with ascending ids. */
export function manyJobs(count, status = "Suspended") {
  return Array.from({ length: count }, (_, index) => ({ jobId: `job-${String(index).padStart(6, "0")}`, status }));
}

/**
 * Advances the mocked timers and date of a test until `promise` is settled, and gives the code under test the time to
 * react after each advance.
 */
export async function turnClock(t, promise, step = 250) {
  let isSettled = false;
  const settled = () => (isSettled = true);
  promise.then(settled, settled);
  while (!isSettled) {
    // Several rounds of the event loop, because reading the body of an answer needs more than one.
    for (let round = 0; round < 4; round += 1) await setImmediate();
    t.mock.timers.tick(step);
  }
  return promise;
}
