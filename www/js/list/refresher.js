// Keeps the jobs up to date: jobs that proceed often, all jobs rarely, and nothing while the tab is hidden or the refresh is held.
import { isFinal } from "../client.js";
import { NEXT_PAGES } from "./jobs.js";

const RUNNING_MS = 2000;
const ALL_MS = 60_000;
const SLOWEST_MS = 30_000;
/** A pause is at least this many times as long as the reading before it, so that a long list does not keep the service busy. */
const REST = 10;
/** How many jobs that left their status are looked at one by one. The others are found by the next reading of all jobs. */
const MAX_LOOKS = 10;

/** app: { client, jobs, look }; failed(error) shows a failure, and null that there is none. */
export function createRefresher(app, failed) {
  const holds = new Set();
  let timer = 0;
  let isBusy = false;
  let failures = 0;

  function plan(delay) {
    clearTimeout(timer);
    if (!holds.size && !document.hidden && app.jobs?.phase === "ready") timer = setTimeout(run, delay);
  }

  async function run() {
    if (isBusy) return;
    isBusy = true;
    const startedAt = performance.now();
    const error = await read();
    isBusy = false;
    if (error || failures) failed(error);
    failures = error ? failures + 1 : 0;
    const rest = REST * (performance.now() - startedAt);
    plan(failures ? Math.min(RUNNING_MS * 2 ** failures, SLOWEST_MS) : Math.max(RUNNING_MS, Math.min(rest, SLOWEST_MS)));
  }

  async function read() {
    const { jobs } = app;
    try {
      if (Date.now() - jobs.readAt < ALL_MS) return await readRunning(app);
      return (await jobs.readAll()) ? null : jobs.error;
    } catch (error) {
      return jobs === app.jobs ? error : null;
    }
  }

  document.addEventListener("visibilitychange", () => plan(0));

  return {
    hold(reason) {
      holds.add(reason);
      clearTimeout(timer);
    },
    release(reason) {
      holds.delete(reason);
      plan(0);
    },
    /** Continues after all jobs have been read. */
    resume: () => plan(RUNNING_MS),
  };
}

/** Reads the jobs with each status that proceeds by itself and that some job has. */
async function readRunning({ client, jobs, look }) {
  const proceeding = new Map([...jobs.entries].filter(({ job }) => proceeds(job.status)).map(({ job }) => [job.jobId, job]));
  for (const status of new Set([...proceeding.values()].map((job) => job.status))) {
    let nextToken;
    do {
      const startedAt = performance.now();
      const page = await client.listJobs({ jobStatuses: status, maxResults: NEXT_PAGES, ...(nextToken && { nextToken }) });
      for (const { jobId } of page.jobs) proceeding.delete(jobId);
      jobs.learn(page.jobs, startedAt);
      nextToken = page.nextToken;
    } while (nextToken);
  }
  const left = [...proceeding.keys()].slice(0, MAX_LOOKS);
  await Promise.all(left.map((jobId) => look(jobId).catch((error) => { if (error.code !== "NoSuchJob") throw error; })));
  return null;
}

const proceeds = (status) => status !== "Suspended" && !isFinal(status);
