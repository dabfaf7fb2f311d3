// All jobs of the account, as the latest readings showed them. This file does not use the DOM.
import { operationName } from "../shared/job.js";

/** The first page is small, so that the first rows appear soon. The next ones are small enough that reading one does not delay a frame. */
const FIRST_PAGE = 100;
export const NEXT_PAGES = 500;

export class Jobs {
  #onChange;
  #entries = new Map();
  #reading = null;
  /** "loading", "ready" or "failed": whether all jobs are known. */
  phase = "loading";
  error = null;
  /** When all jobs were read the last time. */
  readAt = 0;
  /** How many jobs were listed and are no longer. */
  removals = 0;
  /** How many jobs have each status. */
  counts = {};

  /** The client; another one with newer keys may take its place. */
  client;

  /** onChange(moved) is called after each change; moved: [{ job, from }] of the jobs whose status changed. */
  constructor(client, onChange) {
    this.client = client;
    this.#onChange = onChange;
  }

  /** One entry { job, created, text } per job; it stays the same object for as long as the job is listed. New ones come last. */
  get entries() { return this.#entries.values(); }
  get(jobId) { return this.#entries.get(jobId)?.job; }

  /** Reads all jobs. A reading that failed continues where it stopped. Resolves to whether all jobs were read. */
  async readAll() {
    const reading = (this.#reading ??= { seen: new Set(), nextToken: undefined, startedAt: performance.now() });
    if (this.phase === "failed") this.phase = "loading";
    this.error = null;
    try {
      do await this.#readPage(reading);
      while (reading.nextToken);
    } catch (error) {
      this.error = error;
      if (this.phase === "loading") this.phase = "failed";
      this.#onChange([]);
      return false;
    }
    this.#reading = null;
    this.phase = "ready";
    this.readAt = Date.now();
    this.#forget(reading);
    return true;
  }

  async #readPage(reading) {
    const { seen, nextToken } = reading;
    const startedAt = performance.now();
    const maxResults = nextToken || this.phase === "ready" ? NEXT_PAGES : FIRST_PAGE;
    const page = await this.client.listJobs({ maxResults, ...(nextToken && { nextToken }) });
    for (const { jobId } of page.jobs) seen.add(jobId);
    reading.nextToken = page.nextToken;
    this.learn(page.jobs, startedAt);
  }

  /** Removes the jobs that the whole reading did not show, unless they became known during it. */
  #forget({ seen, startedAt }) {
    for (const [jobId, { at }] of this.#entries) if (!seen.has(jobId) && at < startedAt) this.#delete(jobId);
    this.#onChange([]);
  }

  /** Takes over what a request that began at startedAt showed. What became known later is kept. */
  learn(jobs, startedAt = performance.now()) {
    const moved = [];
    for (const job of jobs) {
      const entry = this.#entries.get(job.jobId);
      if (!entry) this.#add(job, startedAt);
      else if (entry.at <= startedAt) {
        if (entry.job.status !== job.status) {
          moved.push({ job, from: entry.job.status });
          this.#count(entry.job.status, -1);
          this.#count(job.status, 1);
        }
        Object.assign(entry, entryOf(job, startedAt));
      }
    }
    this.#onChange(moved);
  }

  remove(jobId) {
    this.#delete(jobId);
    this.#onChange([]);
  }

  #add(job, at) {
    this.#entries.set(job.jobId, entryOf(job, at));
    this.#count(job.status, 1);
  }

  #delete(jobId) {
    const entry = this.#entries.get(jobId);
    if (!entry) return;
    this.#entries.delete(jobId);
    this.#count(entry.job.status, -1);
    this.removals += 1;
  }

  #count(status, change) {
    this.counts[status] = (this.counts[status] ?? 0) + change;
  }
}

function entryOf(job, at) {
  const { jobId, description = "", operation, creationTime } = job;
  return { job, at, created: Date.parse(creationTime) || 0, text: `${description}\n${jobId}\n${operationName(operation)}`.toLowerCase() };
}
