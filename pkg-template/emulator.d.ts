/**
 * The control plane of COS batch-operation jobs in memory, for tests and for trying things out without an account. Start with
 * {@link createEmulator}.
 *
 * It verifies signatures, moves jobs through their statuses, and answers with the documented XML and errors.
 *
 * @module cos-jobs/emulator
 */

import type { FetchLike, Job, JobStatus } from "./index.js";

/** A job that exists from the start. */
export interface JobSeed {
  /** Its id, 1 to 64 visible ASCII characters; a new one if it is absent. */
  jobId?: string | undefined;
  /** Its status, `"Suspended"` if it is absent. */
  status?: JobStatus | undefined;
  /** Its description, at most 256 bytes of UTF-8; none if it is absent. */
  description?: string | undefined;
  /** What it does, `"COSPutObjectCopy"` if it is absent. */
  operation?: "COSPutObjectCopy" | "COSInitiateRestoreObject" | "COSPutObjectTagging" | "COSDeleteObject" | undefined;
  /** Its priority, 0 to 2147483647; 10 if it is absent. */
  priority?: number | undefined;
  /** Whether it must be confirmed, or had to be; true for a Suspended job if it is absent. */
  confirmationRequired?: boolean | undefined;
  /** The number of its tasks, 10,000 if it is absent. 10,000 tasks take one minute. */
  tasks?: number | undefined;
  /** How many of 100 tasks fail, 0 if it is absent. A job of more than 1,000 tasks fails if more than half of them fail. */
  failingPercent?: number | undefined;
  /** How many tasks it has executed. If it is absent: all of a job that is Completing, Complete or Failed, and else none. */
  executed?: number | undefined;
  /** The reason given with the last change of its status. */
  statusUpdateReason?: string | undefined;
}

/** The options of {@link createEmulator}. */
export interface EmulatorOptions {
  /** The jobs that exist from the start; none if it is absent. */
  jobs?: readonly JobSeed[] | undefined;
  /** A whole number that determines all ids. The same number gives the same ids. */
  seed?: number | undefined;
  /** The time of the jobs at the start, in unix milliseconds; the host's time if it is absent. */
  now?: number | undefined;
  /** How many times faster than the host's clock the time of the jobs passes. If it is absent, that time stands still. */
  speed?: number | undefined;
}

/**
 * What can happen to a request.
 *
 * - `"lost-request"`: the connection breaks before the service gets the request.
 * - `"lost-answer"`: the service carries the request out, and its answer is lost.
 * - `"twice"`: the service gets the request twice, and the second answer arrives.
 * - `"late"`: there is no answer, and the service gets the request only after the caller has given up.
 * - `"throttled"`: the service answers SlowDown (503).
 * - `"server-error"`: the service answers InternalError (500).
 * - `"html"`: a proxy answers with a page (502), and the service does not get the request.
 * - `"expired-key"`: the service answers ExpiredToken (403).
 * - `"skewed-clock"`: from now on the service's clock is one hour ahead of the host's. It answers RequestTimeTooSkewed (403) until
 *   the client has corrected its clock.
 * - `"stale"`: a read shows the state of five seconds ago, in the time of the jobs.
 */
export type EmulatorFault =
  | "lost-request"
  | "lost-answer"
  | "twice"
  | "late"
  | "throttled"
  | "server-error"
  | "html"
  | "expired-key"
  | "skewed-clock"
  | "stale";

/** Which requests meet which fault. */
export interface FaultOptions {
  /** The fault. */
  what: EmulatorFault;
  /** Only requests of this action, such as `"UpdateJobStatus"`. */
  action?: string | undefined;
  /** Only requests that concern this job. */
  jobId?: string | undefined;
  /** How many requests meet it, 1 if it is absent. */
  times?: number | undefined;
}

/** A request that the emulator received. It shows no keys and no signature. */
export interface EmulatedRequest {
  /** The action, if the request is one of the API. */
  action?: string;
  /** The job that it concerns. */
  jobId?: string;
  /** The HTTP method. */
  method: string;
  /** The address. */
  url: string;
  /** The headers, with names in lower case. */
  headers: Record<string, string>;
  /** The body, if there is one. */
  body?: string;
  /** The fault that it met. */
  fault?: EmulatorFault;
}

/** The control plane of one account in one region, without a network. */
export interface Emulator {
  /** The options of a client that the emulator accepts, except `fetch`. Other accounts and regions are refused. */
  readonly account: {
    /** The region. */
    region: string;
    /** The UIN of the main account. */
    uin: string;
    /** The account's APPID. */
    appId: string;
    /** The key. It is valid only here. */
    credentials: {
      /** The SecretId. */
      secretId: string;
      /** The SecretKey. */
      secretKey: string;
    };
    /** The address of the control plane that `fetch` answers for. */
    endpoint: string;
  };
  /** Answers requests in the place of the host's `fetch`. Signatures are verified with the host's clock. */
  readonly fetch: FetchLike;
  /**
   * Lets time pass for the jobs, in milliseconds. 10,000 tasks take one minute, and each change of the status a few seconds.
   *
   * @throws {TypeError} If the time is negative or not a number.
   * @example
   * ```ts
   * const cos = await createEmulator({ jobs: [{ jobId: "a", status: "Active" }] });
   * cos.advance(90_000);
   * console.log(cos.job("a")?.status); // Complete
   * ```
   */
  advance(ms: number): void;
  /** All jobs as they are now, in the order of their ids. */
  jobs(): Job[];
  /** The job with this id as it is now. */
  job(jobId: string): Job | undefined;
  /**
   * Makes the next matching requests meet a fault.
   *
   * @throws {TypeError} If the fault is not known.
   * @example
   * ```ts
   * const cos = await createEmulator({ jobs: [{ jobId: "a" }] });
   * const jobs = new CosJobs({ ...cos.account, fetch: cos.fetch });
   * cos.fail({ what: "lost-answer", action: "UpdateJobStatus" });
   * const { reconciled } = await jobs.updateJobStatus({ jobId: "a", requestedJobStatus: "Ready" });
   * console.log(reconciled); // true
   * ```
   */
  fail(fault: FaultOptions): void;
  /** All requests so far. */
  requests(): EmulatedRequest[];
}

/**
 * Makes an emulator. Each one has its own jobs and its own time.
 *
 * @throws {TypeError} If an option is not known or has a value that is not allowed.
 * @example
 * ```ts
 * import { CosJobs } from "cos-jobs";
 * import { createEmulator } from "cos-jobs/emulator";
 *
 * const cos = await createEmulator({ jobs: [{ jobId: "a", description: "nightly copy" }] });
 * const jobs = new CosJobs({ ...cos.account, fetch: cos.fetch });
 * const { status } = await jobs.confirmJob({ jobId: "a" });
 * console.log(status); // Ready
 * ```
 */
export declare function createEmulator(options?: EmulatorOptions): Promise<Emulator>;
