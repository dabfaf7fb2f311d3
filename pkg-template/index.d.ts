/**
 * The client for Tencent Cloud COS batch-operation jobs.
 *
 * Numbers after `436/` are ids of Tencent Cloud's API documents.
 *
 * @packageDocumentation
 */

/** An object with what `AbortSignal` has; no DOM library is needed for it. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason: any;
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** What is used of the host's `fetch`. */
export type FetchLike = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal: any; [option: string]: any },
) => Promise<ResponseLike>;

/** What is used of a `Response`. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body?: any;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/**
 * The statuses of a job (436/32961). The service may come to know others, so this stays open.
 */
export type JobStatus =
  | "Active"
  | "Cancelled"
  | "Cancelling"
  | "Complete"
  | "Completing"
  | "Failed"
  | "Failing"
  | "New"
  | "Paused"
  | "Pausing"
  | "Preparing"
  | "Ready"
  | "Suspended"
  | (string & {});

/** What may be requested of a job: `"Ready"` confirms it and lets it run, `"Cancelled"` cancels it. */
export type RequestedJobStatus = "Ready" | "Cancelled";

/** The vendor's names of the actions. */
export type Action =
  | "UpdateJobStatus"
  | "UpdateJobPriority"
  | "DescribeJob"
  | "ListJobs"
  | "CreateJob"
  | "DeleteJob";

/** Keys that are there for good. */
export interface Credentials {
  secretId: string;
  secretKey: string;
  /** The token that belongs to temporary keys. */
  sessionToken?: string;
}

/** Temporary keys; they are reused until 60 seconds before they expire. */
export interface TemporaryCredentials extends Credentials {
  /** When the keys expire, in unix seconds. Without it they serve one call only. */
  expiredTime?: number;
}

/** An answer of Tencent Cloud's STS, as it comes. */
export interface StsAnswer {
  credentials: { tmpSecretId: string; tmpSecretKey: string; sessionToken?: string };
  startTime?: number;
  expiredTime?: number;
}

/** What the COS browser SDK's `getAuthorization` callback answers. */
export interface BrowserSdkCredentials {
  TmpSecretId: string;
  TmpSecretKey: string;
  SecurityToken?: string;
  StartTime?: number;
  ExpiredTime?: number;
}

/** Keys in any form that is understood. */
export type AnyCredentials = TemporaryCredentials | StsAnswer | BrowserSdkCredentials;

/** One request that was sent, for logs and metrics. It holds no secret. */
export interface AttemptEvent {
  action: Action;
  /** 1 for the first request of a call. */
  attempt: number;
  url: string;
  /** Missing if no answer came. */
  statusCode?: number;
  requestId?: string;
  durationMs: number;
  /** What was wrong, if anything was. */
  error?: CosJobsError;
  /** How long the call waits before its next request, in milliseconds; missing if this was the last. */
  willRetryInMs?: number;
}

/** What a function that signs is shown of a request. */
export interface AuthorizeRequest {
  /** What is to be done; also `"DescribeJob"` when a call looks whether its change holds. */
  action: Action;
  jobId?: string;
  requestedJobStatus?: RequestedJobStatus;
  priority?: number;
  method: string;
  /** The host to sign. */
  host: string;
  /** The path to sign, decoded. */
  path: string;
  /** The parameters to sign, all of them, decoded. */
  query: Record<string, string>;
  /** The headers to sign, `host` among them; with temporary keys `x-cos-security-token` as well. */
  headers: Record<string, string>;
}

/** What a function that signs answers: the value of `Authorization`, with the token of temporary keys. */
export type Authorized = string | { authorization: string; sessionToken?: string };

/** Who signs: keys on this side, or a function that asks somebody else for one signature at a time. */
export type Signing =
  | {
      /** The keys, or a function that answers them whenever new ones are needed. */
      credentials: Credentials | StsAnswer | BrowserSdkCredentials | (() => AnyCredentials | Promise<AnyCredentials>);
      authorize?: undefined;
    }
  | {
      /**
       * Signs this one request, for a page that should hold no keys: its backend decides what it signs. Asked anew
       * for every request.
       */
      authorize: (request: AuthorizeRequest) => Authorized | Promise<Authorized>;
      credentials?: undefined;
    };

/** How to reach and sign for one account in one region. */
export type CosJobsOptions = AccountOptions & Signing;

/** How to reach one account in one region. */
export interface AccountOptions {
  /** The region, such as `"ap-chengdu"`. */
  region: string;
  /** The UIN of the main account, such as `"100000000001"`. */
  uin: string;
  /** The account's APPID, such as `"1250000000"`; 1 to 64 characters. */
  appId: string;
  /**
   * Where requests go: scheme, host, and for a proxy a port or a path.
   * Default: `https://<uin>.cos-control.<region>.myqcloud.com`.
   */
  endpoint?: string;
  /** The host that is signed, for a proxy that rewrites `Host`. Default: the endpoint's. */
  signedHost?: string;
  /** Default: the host's `fetch`, looked up at call time. */
  fetch?: FetchLike;
  /** How long one attempt may take, in milliseconds. Default: 10000. */
  timeout?: number;
  /** How many times a call may send its request, 1 to 100; 1 turns repeats off. Default: 4. */
  maxAttempts?: number;
  /** How long a signature holds, in seconds, at most 604800. Default: 900. */
  signatureLifetime?: number;
  /** Milliseconds to add to the local clock. Default: 0. */
  clockOffset?: number;
  /** Called after each request. What it throws is ignored. */
  onAttempt?: (event: AttemptEvent) => void;
}

/** What one call may set for itself. */
export interface CallOptions {
  /** An abort rejects with the signal's reason and closes the request. */
  signal?: AbortSignalLike;
  /** How long one attempt may take, in milliseconds. */
  timeout?: number;
  /** How many times the call may send its request, and how many times it may look at the job; 1 to 100. */
  maxAttempts?: number;
}

/** Input of UpdateJobStatus (436/33785). */
export interface UpdateJobStatusInput {
  /** 1 to 64 visible ASCII characters. */
  jobId: string;
  requestedJobStatus: RequestedJobStatus;
  /** Why; at most 256 bytes of UTF-8, shown by DescribeJob. */
  statusUpdateReason?: string;
}

/** Result of UpdateJobStatus. */
export interface UpdateJobStatusResult {
  jobId: string;
  /** The job's status now. A cancelled job may be `"Cancelling"` for a while. */
  status: JobStatus;
  statusUpdateReason?: string;
  /** The request's id, for Tencent Cloud's support; empty where the host hides it. */
  requestId: string;
  /** How many times the request was sent. */
  attempts: number;
  /** Whether the answer was lost and the outcome was found by looking at the job. */
  reconciled: boolean;
}

/** Input of UpdateJobPriority (436/33784). */
export interface UpdateJobPriorityInput {
  jobId: string;
  /** 0 to 2147483647; a job of higher priority runs first. */
  priority: number;
}

/** Result of UpdateJobPriority. */
export interface UpdateJobPriorityResult {
  jobId: string;
  /** The job's priority now. */
  priority: number;
  /** The request's id, for Tencent Cloud's support; empty where the host hides it. */
  requestId: string;
  /** How many times the request was sent. */
  attempts: number;
  /** Whether the answer was lost and the outcome was found by looking at the job. */
  reconciled: boolean;
}

/** Input of confirmJob and cancelJob. */
export interface ChangeInput {
  jobId: string;
  /** Why; at most 256 bytes of UTF-8, shown by DescribeJob. */
  reason?: string;
}

/** Result of confirmJob and cancelJob. */
export interface ChangeResult {
  jobId: string;
  /** The job's status now. */
  status: JobStatus;
  /**
   * Whether this call changed it. `false` is certain: it was so already. `true` may be another's change that came
   * between this call's look and its request, unless a reason tells them apart.
   */
  changed: boolean;
  requestId: string;
}

/** Input of DescribeJob (436/33782). */
export interface DescribeJobInput {
  jobId: string;
}

/** Input of ListJobs (436/33783). */
export interface ListJobsInput {
  /** Only jobs of this status. Default: all. */
  jobStatuses?: JobStatus;
  /** The size of the page, 1 to 1000. Default: 1000. */
  maxResults?: number;
  /** `nextToken` of the page before. */
  nextToken?: string;
}

/** A page of jobs of the last 90 days. */
export interface ListJobsResult {
  jobs: JobSummary[];
  /** Missing on the last page. */
  nextToken?: string;
  requestId: string;
}

/** Input of listAllJobs. */
export interface ListAllJobsInput {
  /** Only jobs of this status, or of one of these. Default: all. */
  jobStatuses?: JobStatus | readonly JobStatus[];
  /** How many jobs one request asks for, 1 to 1000. Default: 1000. */
  pageSize?: number;
}

/** Input of watchJob. */
export interface WatchJobInput {
  jobId: string;
  /** The shortest time between two looks at the job, in milliseconds. Default: 1000. */
  minInterval?: number;
  /** The longest, for a job that rests. Default: 30000. */
  maxInterval?: number;
}

/** What is news about a job. No count ever goes down. */
export interface JobUpdate {
  job: Job;
  status: JobStatus;
  /** How many tasks are executed: `succeeded` and `failed`. */
  done: number;
  /** How many tasks there are; 0 until the service knows. */
  total: number;
  succeeded: number;
  failed: number;
  /** Tasks per second over the last few looks; missing while the job does not run and until it can be told. */
  perSecond?: number;
  /** Whole seconds until all tasks are executed, if the job goes on like this. */
  etaSeconds?: number;
}

/** Input of waitForJob. */
export interface WaitForJobInput extends WatchJobInput {
  /**
   * What to wait for: `"final"` (the default), `"suspended"` (it waits for confirmation), a status, or whatever a
   * function says, which is asked at each look. A status that a job only passes may be missed between two looks.
   */
  until?: "final" | "suspended" | JobStatus | ((job: Job) => boolean | PromiseLike<boolean>);
}

/** Input of cancelJobs: give `jobIds`, or else `jobStatuses`, a `filter`, or both. */
export interface CancelJobsInput {
  /** These jobs; an id that comes twice counts once. */
  jobIds?: readonly string[];
  /** The jobs of this status, or of one of these. Default, with a filter: all that have not ended. */
  jobStatuses?: JobStatus | readonly JobStatus[];
  /** Of those, only the jobs for which it says `true`. It is asked of the listed job, and again just before its change. */
  filter?: (job: JobSummary) => boolean | PromiseLike<boolean>;
  /** Why; at most 256 bytes of UTF-8, shown by DescribeJob. */
  reason?: string;
  /** Changes nothing, and gives the plan: see {@link CancelOutcome}. Default: false. */
  dryRun?: boolean;
  /** How many jobs are under way at a time, 1 to 1000. Default: 8. */
  concurrency?: number;
  /**
   * Rejects with `TooManySelected`, before anything is changed, if more jobs than that are selected. Their ids are held
   * in memory until all are known.
   */
  maxJobs?: number;
}

/** What became of one job. */
export interface CancelOutcome {
  jobId: string;
  /**
   * - `"cancelled"`: this call cancelled it.
   * - `"already"`: it was cancelled, or about to be, before.
   * - `"skipped"`: it was left alone, since it has ended, or its status or the filter no longer select it.
   * - `"failed"`: this call did not cancel it; `error` says why. Not even a look may have been possible.
   * - `"unknown"`: it may be cancelled or not; see `error`, and look with `describeJob`.
   *
   * In a dry run, `"skipped"` are those that would be cancelled; those that would be skipped don't come at all.
   */
  outcome: "cancelled" | "already" | "skipped" | "failed" | "unknown";
  /** The status in which the job was last seen. */
  status?: JobStatus;
  error?: CosJobsError;
}

/** Input of DeleteJob. */
export interface DeleteJobInput {
  jobId: string;
}

/** Result of DeleteJob. */
export interface DeleteJobResult {
  jobId: string;
  requestId: string;
  /** How many times the request was sent. */
  attempts: number;
  /** Whether the answer was lost and looking for the job showed that it is gone. */
  reconciled: boolean;
}

/** Input of CreateJob (436/33781). Lengths are in bytes of UTF-8; no text may hold control characters. */
export interface CreateJobInput {
  /**
   * The service refuses a token that it has seen, so keep it for repeating a request of unknown outcome.
   * 1 to 64 visible ASCII characters. Default: a new UUID.
   */
  clientRequestToken?: string;
  /** Whether the job waits for a confirmation before it runs. Default: false. */
  confirmationRequired?: boolean;
  /** At most 256 bytes. */
  description?: string;
  manifest: ManifestInput;
  operation: OperationInput;
  /** 0 to 2147483647; a job of higher priority runs first. */
  priority: number;
  report: ReportInput;
  /** The role in which the job works, such as `qcs::cam::uin/<uin>:roleName/<name>`; 1 to 1024 bytes. */
  roleArn: string;
}

/** Result of CreateJob. */
export interface CreateJobResult {
  jobId: string;
  /** The token that was given or made. */
  clientRequestToken: string;
  requestId: string;
  /** How many times the request was sent. */
  attempts: number;
  /** Whether the answer was lost and the job was found by its token. */
  reconciled: boolean;
}

/** How far a job is. */
export interface ProgressSummary {
  /** Since 2025. */
  autoManifestStatus?: string;
  numberOfTasksFailed: number;
  numberOfTasksSucceeded: number;
  totalNumberOfTasks: number;
}

/** A job as ListJobs answers it. Timestamps are the service's ISO texts. */
export interface JobSummary {
  creationTime: string;
  description?: string;
  jobId: string;
  /** The operation's name, such as `"COSPutObjectCopy"`. */
  operation: string;
  priority: number;
  progressSummary: ProgressSummary;
  status: JobStatus;
  terminationDate?: string;
}

/** A job as DescribeJob answers it. Timestamps are the service's ISO texts. */
export interface Job {
  clientRequestToken?: string;
  confirmationRequired: boolean;
  creationTime: string;
  description?: string;
  failureReasons?: JobFailure[];
  jobId: string;
  manifest: Manifest;
  operation: Operation;
  /** 0 to 2147483647; a job of higher priority runs first. */
  priority: number;
  progressSummary: ProgressSummary;
  report: Report;
  roleArn: string;
  status: JobStatus;
  statusUpdateReason?: string;
  suspendedCause?: string;
  suspendedDate?: string;
  terminationDate?: string;
}

/** Why a job failed. */
export interface JobFailure {
  failureCode?: string;
  failureReason?: string;
}

/** The list of objects that a job works on. */
export interface Manifest {
  location: {
    /** With its quotes, as COS gives it; 1 to 1024 bytes. */
    eTag: string;
    /** `qcs::cos:<region>::<bucket-appid>/<key>`; 1 to 1024 bytes. */
    objectArn: string;
    objectVersionId?: string;
  };
  spec: { fields?: (ManifestField | (string & {}))[]; format: ManifestFormat };
}

/** The form of a manifest: a CSV list of one's own, or a report of COS Inventory. */
export type ManifestFormat = "COSBatchOperations_CSV_V1" | "COSInventoryReport_CSV_V1" | (string & {});

/** What a column of a CSV list holds. */
export type ManifestField = "Ignore" | "Bucket" | "Key" | "VersionId";

/** A {@link Manifest} as CreateJob takes it: a CSV list must say what its columns hold. */
export interface ManifestInput extends Manifest {
  spec:
    | { format: "COSBatchOperations_CSV_V1"; fields: ManifestField[] }
    | { format: "COSInventoryReport_CSV_V1"; fields?: ManifestField[] };
}

/** The report that a job writes when it ends. */
export interface Report {
  bucket?: string;
  enabled?: boolean;
  format?: "Report_CSV_V1" | (string & {});
  prefix?: string;
  reportScope?: "AllTasks" | "FailedTasksOnly" | (string & {});
}

/** A {@link Report} as CreateJob takes it: one that is wanted needs a place and a form. */
export type ReportInput =
  | {
      enabled: true;
      /** `qcs::cos:<region>::<bucket-appid>`. */
      bucket: string;
      format: "Report_CSV_V1";
      /** At most 256 bytes. */
      prefix?: string;
      reportScope: "AllTasks" | "FailedTasksOnly";
    }
  | {
      enabled: false;
      bucket?: string;
      format?: "Report_CSV_V1";
      prefix?: string;
      reportScope?: "AllTasks" | "FailedTasksOnly";
    };

/** What a job does; exactly one of them. */
export interface Operation {
  cosPutObjectCopy?: PutObjectCopy;
  cosInitiateRestoreObject?: { expirationInDays: number; jobTier: "Standard" | "Bulk" | (string & {}) };
  cosPutObjectTagging?: { taggingDirective?: Directive | (string & {}); tagSet: KeyValue[] };
  cosDeleteObject?: Record<string, never>;
}

/** The parameters of each operation as CreateJob takes them. */
export interface OperationParameters {
  cosPutObjectCopy: PutObjectCopyInput;
  cosInitiateRestoreObject: {
    /** 1 to 365. */
    expirationInDays: number;
    jobTier: "Standard" | "Bulk";
  };
  cosPutObjectTagging: { taggingDirective: Directive; tagSet: KeyValue[] };
  cosDeleteObject: Record<string, never>;
}

/** An {@link Operation} as CreateJob takes it: exactly one of the {@link OperationParameters}. */
export type OperationInput = {
  [Name in keyof OperationParameters]: Pick<OperationParameters, Name> & {
    [Other in Exclude<keyof OperationParameters, Name>]?: undefined;
  };
}[keyof OperationParameters];

/** Whether what an object has is copied, replaced, or added to. */
export type Directive = "Copy" | "Replaced" | "Add";

/** A tag, or an entry of user metadata. */
export interface KeyValue {
  key: string;
  value: string;
}

/** The parameters of a copying job. */
export interface PutObjectCopy {
  accessControlDirective?: Directive | (string & {});
  accessControlGrants?: AccessControlGrant[];
  cannedAccessControlList?: "private" | "public-read" | (string & {});
  /** Whether `resourcesPrefix` at the start of each key gives way to `targetKeyPrefix`. Default: false. */
  prefixReplace?: boolean;
  /** At most 1024 bytes; a folder ends with `/`. */
  resourcesPrefix?: string;
  /** At most 1024 bytes; a folder ends with `/`. */
  targetKeyPrefix?: string;
  /** `"Replaced"` and `"Add"` take `newObjectMetadata`. */
  metadataDirective?: Directive | (string & {});
  /** A timestamp: objects that were not modified since are left alone. */
  modifiedSinceConstraint?: string;
  /** A timestamp: objects that were modified since are left alone. */
  unModifiedSinceConstraint?: string;
  newObjectMetadata?: NewObjectMetadata;
  /** `"Replaced"` and `"Add"` take `newObjectTagging`. */
  taggingDirective?: Directive | (string & {});
  newObjectTagging?: KeyValue[];
  /** Default: `"STANDARD"`. */
  storageClass?: "STANDARD" | "STANDARD_IA" | (string & {});
  /** `qcs::cos:<region>::<bucket-appid>` or `qcs::cos:<region>:uid/<appid>:<bucket-appid>`. */
  targetResource: string;
}

/** {@link PutObjectCopy} as CreateJob takes it. */
export interface PutObjectCopyInput extends PutObjectCopy {
  accessControlDirective?: Directive;
  accessControlGrants?: AccessControlGrantInput[];
  cannedAccessControlList?: "private" | "public-read";
  metadataDirective?: Directive;
  newObjectMetadata?: NewObjectMetadataInput;
  taggingDirective?: Directive;
}

/** Who may do what with a copied object. */
export interface AccessControlGrant {
  grantee: {
    displayName?: string;
    /** `qcs::cam::uin/<uin>:uin/<uin>`. */
    identifier: string;
    typeIdentifier: "ID" | (string & {});
  };
  permission: "READ" | "WRITE" | "FULL_CONTROL" | (string & {});
}

/** An {@link AccessControlGrant} as CreateJob takes it. */
export interface AccessControlGrantInput extends AccessControlGrant {
  grantee: AccessControlGrant["grantee"] & { typeIdentifier: "ID" };
  permission: "READ" | "WRITE" | "FULL_CONTROL";
}

/** The metadata of a copied object. */
export interface NewObjectMetadata {
  cacheControl?: string;
  contentDisposition?: string;
  contentEncoding?: string;
  contentType?: string;
  httpExpiresDate?: string;
  sseAlgorithm?: "AES256" | (string & {});
  userMetadata?: KeyValue[];
}

/** {@link NewObjectMetadata} as CreateJob takes it. */
export interface NewObjectMetadataInput extends NewObjectMetadata {
  sseAlgorithm?: "AES256";
}

/** A signed request: the arguments of a `fetch`. */
export interface PreparedRequest {
  url: string;
  method: string;
  /** `host` is not among them: the host sets it. */
  headers: Record<string, string>;
  body?: string;
}

/**
 * The batch-operation jobs of one account in one region.
 *
 * @example
 * ```ts
 * import { CosJobs } from "cos-jobs";
 *
 * const jobs = new CosJobs({
 *   region: "ap-chengdu",
 *   uin: "100000000001",
 *   appId: "1250000000",
 *   credentials: { secretId: process.env.COS_SECRET_ID!, secretKey: process.env.COS_SECRET_KEY! },
 * });
 * const { status } = await jobs.updateJobStatus({
 *   jobId: "65f2e4cf-83f5-42f1-9aa2-14720613da29",
 *   requestedJobStatus: "Ready",
 *   statusUpdateReason: "checked by the operator",
 * });
 * ```
 */
export class CosJobs {
  /** Invalid options are reported by the first call. */
  constructor(options: CosJobsOptions);

  /**
   * Confirms a job that waits for confirmation, or cancels a job (436/33785).
   *
   * @throws {CosJobsError} If its `effect` is `"unknown"`, look with `describeJob` before you repeat the call.
   */
  updateJobStatus(input: UpdateJobStatusInput, options?: CallOptions): Promise<UpdateJobStatusResult>;

  /**
   * Gives a job another priority (436/33784): the waiting job of the highest runs first.
   *
   * @throws {CosJobsError} `InvalidRequest` for a job that has ended.
   */
  updateJobPriority(input: UpdateJobPriorityInput, options?: CallOptions): Promise<UpdateJobPriorityResult>;

  /** All about one job (436/33782). */
  describeJob(input: DescribeJobInput, options?: CallOptions): Promise<Job>;

  /** A page of the jobs of the last 90 days (436/33783). */
  listJobs(input?: ListJobsInput, options?: CallOptions): Promise<ListJobsResult>;

  /**
   * Creates a job (436/33781). However often the request is sent, it makes one job: see `clientRequestToken`.
   *
   * @example
   * ```ts
   * const { jobId } = await jobs.createJob({
   *   manifest: {
   *     location: { eTag, objectArn: "qcs::cos:ap-chengdu::lists-1250000000/objects.csv" },
   *     spec: { format: "COSBatchOperations_CSV_V1", fields: ["Bucket", "Key"] },
   *   },
   *   operation: { cosPutObjectCopy: { targetResource: "qcs::cos:ap-chengdu::archive-1250000000" } },
   *   priority: 10,
   *   report: { enabled: false },
   *   roleArn: "qcs::cam::uin/100000000001:roleName/COS_Batch_QcsRole",
   *   confirmationRequired: true,
   * });
   * ```
   */
  createJob(input: CreateJobInput, options?: CallOptions): Promise<CreateJobResult>;

  /**
   * Deletes a job. The API's documents don't have this call; the official Go SDK does.
   *
   * With `reconciled: true` the answer was lost, and a look found no such job. The documents say that the service may
   * answer so of a job that has ended, too.
   *
   * @throws {CosJobsError} `NoSuchJob` if there is no such job.
   */
  deleteJob(input: DeleteJobInput, options?: CallOptions): Promise<DeleteJobResult>;

  /**
   * Makes sure that a job that waits for confirmation runs: one that runs already, or has run, is a success.
   *
   * @example
   * ```ts
   * const { changed } = await jobs.confirmJob({ jobId, reason: "manifest checked" });
   * ```
   */
  confirmJob(input: ChangeInput, options?: CallOptions): Promise<ChangeResult>;

  /**
   * Makes sure that a job is cancelled, or about to be: one that is so already is a success.
   *
   * @throws {CosJobsError} `InvalidRequest` for a job that ended in another way.
   */
  cancelJob(input: ChangeInput, options?: CallOptions): Promise<ChangeResult>;

  /**
   * All jobs of the last 90 days. A page is asked for when the jobs of the one before are used up, and none after the
   * loop is left.
   *
   * Each job comes at most once, and one that has a wanted status all the while does come, whatever changes meanwhile.
   * For that, several statuses are picked out of one walk through all jobs; of one status, the service lists only those.
   *
   * @throws {CosJobsError} `UnexpectedResponse` if the service's pages go round in a circle.
   * @example
   * ```ts
   * for await (const job of jobs.listAllJobs({ jobStatuses: ["Suspended", "Preparing"] })) {
   *   console.log(job.jobId, job.description);
   * }
   * ```
   */
  listAllJobs(input?: ListAllJobsInput, options?: CallOptions): AsyncIterableIterator<JobSummary>;

  /**
   * What is news about a job, until it is final or waits for confirmation. A job that moves is looked at often, one
   * that rests less and less.
   *
   * Looks that fail are repeated as long as the failure may pass and has lasted for less than 100 times
   * `minInterval`. An abort ends the watch at once.
   *
   * @example
   * ```ts
   * for await (const { status, done, total, etaSeconds } of jobs.watchJob({ jobId })) {
   *   console.log(`${status}: ${done} of ${total}`, etaSeconds === undefined ? "" : `${etaSeconds} s left`);
   * }
   * ```
   */
  watchJob(input: WatchJobInput, options?: CallOptions): AsyncIterableIterator<JobUpdate>;

  /**
   * Waits until a job is final, or as `until` says. It waits for as long as that takes: a job that waits for confirmation
   * comes no further until somebody confirms or cancels it. `watchJob` ends there; a `signal` ends any waiting.
   *
   * @throws {CosJobsError} Kind `"service"`, code `GoalMissed`: the job has ended, or gone past that status, so that it
   * can't come to it any more.
   * @example
   * ```ts
   * const { status, failureReasons } = await jobs.waitForJob({ jobId });
   * const halfWay = await jobs.waitForJob({
   *   jobId,
   *   until: ({ progressSummary: { numberOfTasksSucceeded, totalNumberOfTasks } }) =>
   *     numberOfTasksSucceeded * 2 >= totalNumberOfTasks,
   * });
   * ```
   */
  waitForJob(input: WaitForJobInput, options?: CallOptions): Promise<Job>;

  /**
   * Cancels many jobs, and tells of each what became of it as soon as that is known. Each is looked at just before,
   * and left alone if it has ended or is no longer what was meant.
   *
   * Leave the loop, and no further change begins; the loop is left when the changes that were sent have had their end,
   * but nobody hears of these: as many jobs as run at a time may be cancelled without an outcome. After an abort their
   * outcomes still come, then the signal's reason is thrown: a job without an outcome was not touched. The same holds
   * when a listing or the filter fails.
   *
   * @example
   * ```ts
   * const stale = { jobStatuses: "Suspended", filter: (job: JobSummary) => job.description === "nightly copy" };
   * for await (const { jobId, outcome } of jobs.cancelJobs({ ...stale, dryRun: true })) {
   *   if (outcome === "skipped") console.log(`would cancel ${jobId}`);
   * }
   * for await (const { jobId, outcome, error } of jobs.cancelJobs({ ...stale, maxJobs: 50, reason: "superseded" })) {
   *   console.log(jobId, outcome, error?.message ?? "");
   * }
   * ```
   */
  cancelJobs(input: CancelJobsInput, options?: CallOptions): AsyncIterableIterator<CancelOutcome>;

  /** Signs a request and answers it unsent. */
  prepare(action: "UpdateJobStatus" | "updateJobStatus", input: UpdateJobStatusInput, options?: CallOptions): Promise<PreparedRequest>;
  prepare(action: "UpdateJobPriority" | "updateJobPriority", input: UpdateJobPriorityInput, options?: CallOptions): Promise<PreparedRequest>;
  prepare(action: "CreateJob" | "createJob", input: CreateJobInput, options?: CallOptions): Promise<PreparedRequest>;
  prepare(action: "DeleteJob" | "deleteJob", input: DeleteJobInput, options?: CallOptions): Promise<PreparedRequest>;
  prepare(action: "DescribeJob" | "describeJob", input: DescribeJobInput, options?: CallOptions): Promise<PreparedRequest>;
  prepare(action: "ListJobs" | "listJobs", input?: ListJobsInput, options?: CallOptions): Promise<PreparedRequest>;
}

/**
 * One UpdateJobStatus without a client of one's own.
 *
 * @example
 * ```ts
 * import { updateJobStatus } from "cos-jobs";
 *
 * await updateJobStatus({
 *   region: "ap-chengdu",
 *   uin: "100000000001",
 *   appId: "1250000000",
 *   credentials: { secretId: "AKID...", secretKey: "..." },
 *   jobId: "65f2e4cf-83f5-42f1-9aa2-14720613da29",
 *   requestedJobStatus: "Cancelled",
 * });
 * ```
 */
export function updateJobStatus(
  options: CosJobsOptions & UpdateJobStatusInput & { signal?: AbortSignalLike },
): Promise<UpdateJobStatusResult>;

/** A request to sign. All that is given is signed. */
export interface SignableRequest {
  method: string;
  /** Decoded, or as sent in ASCII. */
  path: string;
  query?: Record<string, string>;
  /** `host` among them. Never sign `content-length` in a browser. */
  headers?: Record<string, string>;
}

/** What to sign with. */
export interface SigningKeys {
  secretId: string;
  secretKey: string;
  /** The first second in which the signature holds, in unix seconds. */
  startTime: number;
  /** The last one. */
  endTime: number;
}

/** Every stage of a signature. It holds no key. */
export interface SignatureExplanation {
  keyTime: string;
  httpString: string;
  stringToSign: string;
  headerList: string;
  urlParamList: string;
  authorization: string;
}

/**
 * The value of the `Authorization` header for any COS request (436/7778).
 *
 * @example
 * ```ts
 * import { authorization } from "cos-jobs";
 *
 * const value = await authorization(
 *   { method: "GET", path: "/jobs", query: { maxResults: "10" }, headers: { host: "example.com" } },
 *   { secretId: "AKID...", secretKey: "...", startTime: 1557989753, endTime: 1557996953 },
 * );
 * ```
 */
export function authorization(request: SignableRequest, keys: SigningKeys): Promise<string>;

/** Every stage of {@link authorization}, to compare with what the service says that it computed. */
export function explainSignature(request: SignableRequest, keys: SigningKeys): Promise<SignatureExplanation>;

/** Whether a job stays in this status for good. */
export function isFinal(status: JobStatus): boolean;

/**
 * How likely it is that the service accepts a change for a job in this status: documented (`"yes"`), `"likely"`,
 * `"unlikely"`, or impossible (`"no"`).
 */
export function canRequest(
  status: JobStatus,
  requestedJobStatus: RequestedJobStatus,
): "yes" | "likely" | "unlikely" | "no";

/**
 * What the WebAssembly can be made from: a `URL`, a `Response`, an `ArrayBuffer` or a view of one, or a
 * `WebAssembly.Module`. (An `object` here, so that no DOM library is needed.)
 */
export type WasmSource = object;

/**
 * Loads the WebAssembly ahead of the first call, or from a source of one's own. A failed load can be repeated.
 */
export function initialize(source?: WasmSource | Promise<WasmSource>): Promise<void>;

/**
 * What a call rejects with. Decide by `name`, `kind`, `code` and `effect`: `instanceof` fails between the package's
 * ESM and CommonJS copies.
 */
export class CosJobsError extends Error {
  readonly name: "CosJobsError";
  /**
   * - `"input"`: correct the input; nothing was changed.
   * - `"credentials"`: no usable keys came; nothing was sent. See `cause`.
   * - `"network"`, `"timeout"`: no answer came. See `effect`.
   * - `"service"`: the service refused. See `code`.
   * - `"response"`: the answer can't be used; it may come from a proxy. See `effect`.
   */
  readonly kind: "input" | "credentials" | "network" | "timeout" | "service" | "response";
  /**
   * The service's code, such as `"NoSuchJob"`, or `"InvalidInput"`, `"CredentialsFailed"`, `"NetworkError"`,
   * `"Timeout"`, `"UnexpectedResponse"`, `"ResponseTooLarge"`, `"GoalMissed"` (waitForJob), `"TooManySelected"`
   * (cancelJobs).
   */
  readonly code: string;
  /** What happened and what to do. */
  readonly message: string;
  /** The action whose request failed: the call's own, or the look before it. */
  readonly action?: Action;
  readonly statusCode?: number;
  readonly requestId?: string;
  readonly traceId?: string;
  readonly resource?: string;
  /** How many times the call's own request was sent; looks at the job are not counted. */
  readonly attempts: number;
  /** Whether the same call may succeed later, unchanged. */
  readonly retryable: boolean;
  /** Whether a change may have happened all the same. `"none"`: by all that the service said, it did not. */
  readonly effect: "none" | "unknown";
  /** The host's own error. */
  readonly cause?: unknown;
  /** The error as plain data, without its cause. */
  toJSON(): Record<string, unknown>;
}
