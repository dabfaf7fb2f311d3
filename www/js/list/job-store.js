// The jobs of the page, read through the client. This file does not use the DOM.
import { isFinal } from "../client.js";

const PAGE_SIZE = 20;

export class JobStore {
  #client;
  #jobs = new Map();
  /** One for each status of the filter, because COS lists either one status or all. */
  #listings = [];
  /** Jobs that the user tried to change stay in the list, so that the result is visible. */
  #kept = new Set();
  /** Increases with every filter, page and change; answers to earlier requests are discarded. */
  #epoch = 0;

  constructor(client) { this.#client = client; }

  /** The jobs, newest first. */
  get jobs() { return [...this.#jobs.values()].sort((a, b) => b.creationTime.localeCompare(a.creationTime)); }
  get hasMore() { return this.#listings.some((listing) => listing.nextToken); }
  get hasUnfinished() { return this.jobs.some((job) => !isFinal(job.status)); }

  /** Starts again with these statuses; an empty list means all. */
  load(statuses) {
    this.#epoch += 1;
    this.#kept.clear();
    this.#jobs.clear();
    this.#listings = (statuses.length ? statuses : [undefined]).map((status) => ({ status, wanted: PAGE_SIZE }));
    return this.refresh();
  }

  more() {
    this.#epoch += 1;
    for (const listing of this.#listings) if (listing.nextToken) listing.wanted += PAGE_SIZE;
    return this.refresh();
  }

  /** Reads the shown jobs again; returns the jobs whose status changed, or null if the answer is outdated. */
  async refresh() {
    const epoch = this.#epoch;
    const read = await Promise.all(this.#listings.map((listing) => this.#list(listing)));
    const fresh = new Map(read.flatMap(({ jobs }) => jobs).map((job) => [job.jobId, job]));
    for (const jobId of this.#kept) {
      // A kept job that cannot be read stays unchanged, because the list itself was read successfully.
      if (!fresh.has(jobId)) fresh.set(jobId, await this.#client.describeJob({ jobId }).catch(() => this.#jobs.get(jobId)));
    }
    if (epoch !== this.#epoch) return null;
    const before = this.#jobs;
    this.#listings.forEach((listing, i) => { listing.nextToken = read[i].nextToken; });
    this.#jobs = fresh;
    return [...fresh.values()].map((job) => ({ job, from: before.get(job.jobId)?.status })).filter(({ job, from }) => from && from !== job.status);
  }

  /** Reads all details of one job, and updates its status in the list. */
  async describe(jobId) {
    const epoch = this.#epoch;
    const job = await this.#client.describeJob({ jobId });
    if (epoch === this.#epoch) this.#learn(job);
    return job;
  }

  async change(jobId, requestedJobStatus, statusUpdateReason) {
    this.#kept.add(jobId);
    const answer = await this.#client.updateJobStatus({ jobId, requestedJobStatus, ...(statusUpdateReason && { statusUpdateReason }) });
    this.#epoch += 1;
    this.#learn(answer);
    return answer;
  }

  #learn({ jobId, status }) {
    const job = this.#jobs.get(jobId);
    if (job) this.#jobs.set(jobId, { ...job, status });
  }

  async #list({ status, wanted }) {
    const jobs = [];
    let nextToken;
    do {
      const maxResults = Math.min(wanted - jobs.length, 1000);
      const page = await this.#client.listJobs({ maxResults, ...(status && { jobStatuses: status }), ...(nextToken && { nextToken }) });
      jobs.push(...page.jobs);
      nextToken = page.nextToken;
    } while (nextToken && jobs.length < wanted);
    return { jobs, nextToken };
  }
}
