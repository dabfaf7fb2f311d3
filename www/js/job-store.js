// The jobs that the page knows, read through the client. No DOM here.
import { isFinal } from "./client.js";

const PAGE_SIZE = 20;

export class JobStore {
  #client;
  #jobs = new Map();
  /** One for each status of the filter, since COS lists one status at a time, or all. */
  #listings = [];
  /** Jobs that one tried to change stay when the filter would drop them: one sees where they go. */
  #kept = new Set();
  /** Grows with every filter, page and change; what was asked for earlier is thrown away. */
  #epoch = 0;

  constructor(client) { this.#client = client; }

  /** The newest first. */
  get jobs() { return [...this.#jobs.values()].sort((a, b) => b.creationTime.localeCompare(a.creationTime)); }
  get hasMore() { return this.#listings.some((listing) => listing.nextToken); }
  get hasUnfinished() { return this.jobs.some((job) => !isFinal(job.status)); }

  /** Starts again with these statuses; none means all. */
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

  /** Reads again what is shown; answers what changed its status, or null when the answer came too late to count. */
  async refresh() {
    const epoch = this.#epoch;
    const read = await Promise.all(this.#listings.map((listing) => this.#list(listing)));
    const fresh = new Map(read.flatMap(({ jobs }) => jobs).map((job) => [job.jobId, job]));
    for (const jobId of this.#kept) {
      // A kept job that cannot be read stays as it was: the list itself could be read.
      if (!fresh.has(jobId)) fresh.set(jobId, await this.#client.describeJob({ jobId }).catch(() => this.#jobs.get(jobId)));
    }
    if (epoch !== this.#epoch) return null;
    const before = this.#jobs;
    this.#listings.forEach((listing, i) => { listing.nextToken = read[i].nextToken; });
    this.#jobs = fresh;
    return [...fresh.values()].map((job) => ({ job, from: before.get(job.jobId)?.status })).filter(({ job, from }) => from && from !== job.status);
  }

  /** All of one job; the list learns its status too. */
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
