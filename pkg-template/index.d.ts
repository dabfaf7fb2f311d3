/**
 * A client for Tencent Cloud COS batch-operation jobs.
 *
 * Numbers such as `436/33785` are ids of Tencent Cloud's API documents.
 *
 * @packageDocumentation
 */

/** The part of an `AbortSignal` that is used. It is declared here so that no DOM library is needed. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason: any;
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** The part of the host's `fetch` that is used. */
export type FetchLike = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal: any; [option: string]: any },
) => Promise<ResponseLike>;

/** The part of a `Response` that is used. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body?: any;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/**
 * The statuses of a job (436/32961). The service may add others, so any text is allowed.
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

/** The statuses that may be requested: `"Ready"` confirms a job so that it runs, `"Cancelled"` cancels it. */
export type RequestedJobStatus = "Ready" | "Cancelled";

/** The vendor's names of the actions. */
export type Action =
  | "UpdateJobStatus"
  | "UpdateJobPriority"
  | "DescribeJob"
  | "ListJobs"
  | "CreateJob"
  | "DeleteJob";

/** Permanent keys. */
export interface Credentials {
  secretId: string;
  secretKey: string;
  /** The token that belongs to temporary keys. */
  sessionToken?: string;
}

/** Temporary keys. They are used until 60 seconds before they expire. */
export interface TemporaryCredentials extends Credentials {
  /** When the keys expire, in unix seconds. Without it, the keys are used for one call only. */
  expiredTime?: number;
}

/** An answer of Tencent Cloud's STS, unchanged. */
export interface StsAnswer {
  credentials: { tmpSecretId: string; tmpSecretKey: string; sessionToken?: string };
  startTime?: number;
  expiredTime?: number;
}

/** The credentials that the COS browser SDK's `getAuthorization` callback returns. */
export interface BrowserSdkCredentials {
  TmpSecretId: string;
  TmpSecretKey: string;
  SecurityToken?: string;
  XCosSecurityToken?: string;
  StartTime?: number;
  ExpiredTime?: number;
}

/** The credentials of the role of a CVM, as its metadata service returns them. */
export interface CvmRoleCredentials {
  TmpSecretId: string;
  TmpSecretKey: string;
  Token?: string;
  /** When the keys expire, in unix seconds. */
  ExpiredTime?: number;
  Expiration?: string;
}

/** An answer of STS 3.0, unchanged. */
export interface Sts3Answer {
  Credentials: { TmpSecretId: string; TmpSecretKey: string; Token?: string };
  /** When the keys expire, in unix seconds. */
  ExpiredTime?: number;
  Expiration?: string;
}

/** Keys in any of the accepted forms. */
export type AnyCredentials =
  | TemporaryCredentials
  | StsAnswer
  | BrowserSdkCredentials
  | CvmRoleCredentials
  | Sts3Answer;

/** One request that was sent, for logs and metrics. It contains no secret. */
export interface AttemptEvent {
  action: Action;
  /** 1 for the first request of a call. */
  attempt: number;
  url: string;
  /** Missing if no answer arrived. */
  statusCode?: number;
  requestId?: string;
  durationMs: number;
  /** Why the request failed; missing if it succeeded. */
  error?: CosJobsError;
  /** How long the call waits before its next request, in milliseconds. Missing if this was the last request. */
  willRetryInMs?: number;
}

/** The description of a request that the `authorize` function receives. */
export interface AuthorizeRequest {
  /** What the request does. It is `"DescribeJob"` when a call checks whether its change took effect. */
  action: Action;
  jobId?: string;
  requestedJobStatus?: RequestedJobStatus;
  priority?: number;
  method: string;
  /** The host to sign. */
  host: string;
  /** The path to sign, decoded. */
  path: string;
  /** All parameters of the query, decoded. All of them have to be signed. */
  query: Record<string, string>;
  /** The headers to sign, including `host`. With temporary keys, sign `x-cos-security-token` as well. */
  headers: Record<string, string>;
}

/** What the `authorize` function returns: the value of the `Authorization` header, and the token of temporary keys. */
export type Authorized = string | { authorization: string; sessionToken?: string };

/** How requests are signed: with keys, or by a function that returns the signature of one request at a time. */
export type Signing =
  | {
      /** The keys, or a function that returns keys whenever new ones are needed. */
      credentials: Credentials | StsAnswer | BrowserSdkCredentials | (() => AnyCredentials | Promise<AnyCredentials>);
      authorize?: undefined;
    }
  | {
      /**
       * Returns the signature of one request. For a page that should not hold keys: its backend decides what it signs.
       * It is called for every request.
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
  /** The UIN of the main account, such as `"100000000001"`. A number must be a safe integer. */
  uin: string | number;
  /** The account's APPID, such as `"1250000000"`; 1 to 64 characters. A number must be a safe integer. */
  appId: string | number;
  /**
   * The address to which requests are sent: scheme, host, and for a proxy a port or a path.
   * Default: `https://<uin>.cos-control.<region>.myqcloud.com`.
   */
  endpoint?: string;
  /** The host that is signed, if a proxy rewrites `Host`. Default: the host of the endpoint. */
  signedHost?: string;
  /** The function that sends requests. Default: the host's `fetch`, which is looked up for each request. */
  fetch?: FetchLike;
  /** How long one attempt may take, in milliseconds. Default: 10000. */
  timeout?: number;
  /** How many times a call may send its request, 1 to 100. 1 means no retries. Default: 4. */
  maxAttempts?: number;
  /** How long a signature is valid, in seconds, at most 604800. Default: 900. */
  signatureLifetime?: number;
  /** Milliseconds to add to the local clock. Default: 0. */
  clockOffset?: number;
  /** Called after each request. Errors that it throws are ignored. */
  onAttempt?: (event: AttemptEvent) => void;
}

/** The options of one call. */
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
  /** The reason, at most 256 bytes of UTF-8. DescribeJob shows it. */
  statusUpdateReason?: string;
}

/** Result of UpdateJobStatus. */
export interface UpdateJobStatusResult {
  jobId: string;
  /** The current status of the job. A cancelled job may be `"Cancelling"` for some time. */
  status: JobStatus;
  statusUpdateReason?: string;
  /** The id of the request, for the support of Tencent Cloud. Empty if the host hides it. */
  requestId: string;
  /** How many times the request was sent. */
  attempts: number;
  /** Whether the answer was lost, and looking at the job showed the outcome. */
  reconciled: boolean;
}

/** Input of UpdateJobPriority (436/33784). */
export interface UpdateJobPriorityInput {
  jobId: string;
  /** 0 to 2147483647; a job with a higher priority runs first. */
  priority: number;
}

/** Result of UpdateJobPriority. */
export interface UpdateJobPriorityResult {
  jobId: string;
  /** The current priority of the job. */
  priority: number;
  /** The id of the request, for the support of Tencent Cloud. Empty if the host hides it. */
  requestId: string;
  /** How many times the request was sent. */
  attempts: number;
  /** Whether the answer was lost, and looking at the job showed the outcome. */
  reconciled: boolean;
}

/** Input of confirmJob and cancelJob. */
export interface ChangeInput {
  jobId: string;
  /** The reason, at most 256 bytes of UTF-8. DescribeJob shows it. */
  reason?: string;
}

/** Result of confirmJob and cancelJob. */
export interface ChangeResult {
  jobId: string;
  /** The current status of the job. */
  status: JobStatus;
  /**
   * Whether this call changed the job. `false` is certain: the job was already in the requested state. `true` may also
   * mean that another client made the change between this call's look at the job and its request, unless the call
   * has a reason of its own.
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
  /** Only jobs with this status. Default: all jobs. */
  jobStatuses?: JobStatus;
  /** The size of the page, 1 to 1000. Default: 1000. */
  maxResults?: number;
  /** The `nextToken` of the previous page. */
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
  /** Only jobs with this status, or with one of these statuses. Default: all jobs. */
  jobStatuses?: JobStatus | readonly JobStatus[];
  /** How many jobs one request returns at most, 1 to 1000. Default: 1000. */
  pageSize?: number;
}

/** Input of watchJob. */
export interface WatchJobInput {
  jobId: string;
  /** The shortest time between two looks at the job, in milliseconds. Default: 1000. */
  minInterval?: number;
  /** The longest time between two looks, for a job that does not proceed, in milliseconds. Default: 30000. */
  maxInterval?: number;
}

/** A change of a job. The counts never decrease. */
export interface JobUpdate {
  job: Job;
  status: JobStatus;
  /** How many tasks have ended: the sum of `succeeded` and `failed`. */
  done: number;
  /** How many tasks the job has. 0 until the service knows. */
  total: number;
  succeeded: number;
  failed: number;
  /** Tasks per second over the last few looks. Missing while the job does not run, and until there is enough data. */
  perSecond?: number;
  /** Whole seconds until all tasks have ended, if the job continues at this rate. */
  etaSeconds?: number;
}

/** Input of waitForJob. */
export interface WaitForJobInput extends WatchJobInput {
  /**
   * What to wait for: `"final"` (the default), `"suspended"` (the job waits for confirmation), a status, or a function
   * that is called at each look and returns `true` to end the wait. A status that lasts only a short time may be missed
   * between two looks.
   */
  until?: "final" | "suspended" | JobStatus | ((job: Job) => boolean | PromiseLike<boolean>);
}

/** Input of cancelJobs: give `jobIds`, or else `jobStatuses`, a `filter`, or both. */
export interface CancelJobsInput {
  /** The ids of the jobs. An id that occurs twice counts once. */
  jobIds?: readonly string[];
  /** The jobs with this status, or with one of these statuses. Default with a filter: all jobs that have not ended. */
  jobStatuses?: JobStatus | readonly JobStatus[];
  /** Selects only jobs for which it returns `true`. It is called with the listed job, and again just before the change. */
  filter?: (job: JobSummary) => boolean | PromiseLike<boolean>;
  /** The reason, at most 256 bytes of UTF-8. DescribeJob shows it. */
  reason?: string;
  /** Changes nothing and yields the plan: see {@link CancelOutcome}. Default: false. */
  dryRun?: boolean;
  /** How many jobs are processed at the same time, 1 to 1000. Default: 8. */
  concurrency?: number;
  /**
   * Rejects with `TooManySelected`, before anything is changed, if more jobs than this are selected. The ids are
   * held in memory until all are known.
   */
  maxJobs?: number;
}

/** The outcome for one job. */
export interface CancelOutcome {
  jobId: string;
  /**
   * - `"cancelled"`: this call cancelled it.
   * - `"already"`: it was already cancelled, or about to be cancelled.
   * - `"skipped"`: it was not changed, because it has ended, or because its status or the filter no longer selects it.
   * - `"failed"`: this call did not cancel it; `error` tells why. Perhaps the job could not even be looked at.
   * - `"unknown"`: it may or may not be cancelled. See `error`, and look with `describeJob`.
   *
   * In a dry run, `"skipped"` means that the job would be cancelled. Jobs that would be skipped are not reported.
   */
  outcome: "cancelled" | "already" | "skipped" | "failed" | "unknown";
  /** The latest status of the job that is known. */
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
  /** Whether the answer was lost, and looking for the job showed that it does not exist any more. */
  reconciled: boolean;
}

/** Input of CreateJob (436/33781). Lengths are in bytes of UTF-8; texts must not contain control characters. */
export interface CreateJobInput {
  /**
   * The service refuses a token that it has already seen. Keep the token, so that you can repeat a call with an unknown
   * outcome.
   * 1 to 64 visible ASCII characters. Default: a new UUID.
   */
  clientRequestToken?: string;
  /** Whether the job waits for confirmation before it runs. Default: false. */
  confirmationRequired?: boolean;
  /** At most 256 bytes. */
  description?: string;
  manifest: ManifestInput;
  operation: OperationInput;
  /** 0 to 2147483647; a job with a higher priority runs first. */
  priority: number;
  report: ReportInput;
  /** The role that the job uses, such as `qcs::cam::uin/<uin>:roleName/<name>`; 1 to 1024 bytes. */
  roleArn: string;
}

/** Result of CreateJob. */
export interface CreateJobResult {
  jobId: string;
  /** The token of the input, or the one that was generated. */
  clientRequestToken: string;
  requestId: string;
  /** How many times the request was sent. */
  attempts: number;
  /** Whether the answer was lost, and the job was found by its token. */
  reconciled: boolean;
}

/** The progress of a job. */
export interface ProgressSummary {
  /** Part of answers since 2025. */
  autoManifestStatus?: string;
  numberOfTasksFailed: number;
  numberOfTasksSucceeded: number;
  totalNumberOfTasks: number;
}

/** A job as ListJobs returns it. Timestamps are the ISO texts of the service. */
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

/** A job as DescribeJob returns it. Timestamps are the ISO texts of the service. */
export interface Job {
  clientRequestToken?: string;
  confirmationRequired: boolean;
  creationTime: string;
  description?: string;
  /** Always present in results. Empty if there are no reasons. */
  failureReasons: JobFailure[];
  jobId: string;
  manifest: Manifest;
  operation: Operation;
  /** 0 to 2147483647; a job with a higher priority runs first. */
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
    /** With its quotes, as COS returns it; 1 to 1024 bytes. */
    eTag: string;
    /** `qcs::cos:<region>::<bucket-appid>/<key>`; 1 to 1024 bytes. */
    objectArn: string;
    objectVersionId?: string;
  };
  spec: { fields?: (ManifestField | (string & {}))[]; format: ManifestFormat };
}

/** The format of a manifest: a CSV list that you wrote, or a report of COS Inventory. */
export type ManifestFormat = "COSBatchOperations_CSV_V1" | "COSInventoryReport_CSV_V1" | (string & {});

/** What a column of a CSV list contains. */
export type ManifestField = "Ignore" | "Bucket" | "Key" | "VersionId";

/** A {@link Manifest} as CreateJob takes it. A CSV list must declare its columns. */
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

/** A {@link Report} as CreateJob takes it. An enabled report needs a bucket and a format. */
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

/** What a job does. It has exactly one of these properties. */
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

/** Whether the properties of an object are copied, replaced, or added to. */
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
  /** Whether `resourcesPrefix` at the start of each key is replaced by `targetKeyPrefix`. Default: false. */
  prefixReplace?: boolean;
  /** At most 1024 bytes; a folder ends with `/`. */
  resourcesPrefix?: string;
  /** At most 1024 bytes; a folder ends with `/`. */
  targetKeyPrefix?: string;
  /** `"Replaced"` and `"Add"` use `newObjectMetadata`. */
  metadataDirective?: Directive | (string & {});
  /** A timestamp. Objects that were not modified since then are skipped. */
  modifiedSinceConstraint?: string;
  /** A timestamp. Objects that were modified since then are skipped. */
  unModifiedSinceConstraint?: string;
  newObjectMetadata?: NewObjectMetadata;
  /** `"Replaced"` and `"Add"` use `newObjectTagging`. */
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

/** A permission for a copied object. */
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
  /** `host` is not included, because `fetch` sets it. */
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
  /** Does not check the options. The first call reports invalid options. */
  constructor(options: CosJobsOptions);

  /**
   * Confirms a job that waits for confirmation, or cancels a job (436/33785).
   *
   * @throws {CosJobsError} If its `effect` is `"unknown"`, look with `describeJob` before you repeat the call.
   */
  updateJobStatus(input: UpdateJobStatusInput, options?: CallOptions): Promise<UpdateJobStatusResult>;

  /**
   * Changes the priority of a job (436/33784). The waiting job with the highest priority runs first.
   *
   * @throws {CosJobsError} `InvalidRequest` if the job has ended.
   */
  updateJobPriority(input: UpdateJobPriorityInput, options?: CallOptions): Promise<UpdateJobPriorityResult>;

  /** Describes one job (436/33782). */
  describeJob(input: DescribeJobInput, options?: CallOptions): Promise<Job>;

  /** Lists one page of the jobs of the last 90 days (436/33783). */
  listJobs(input?: ListJobsInput, options?: CallOptions): Promise<ListJobsResult>;

  /**
   * Creates a job (436/33781). Even if the request is sent several times, only one job is created: see
   * `clientRequestToken`.
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
   * Deletes a job. The official Go SDK has this call; the documents of the API do not.
   *
   * With `reconciled: true`, the answer was lost, and looking at the job returned `NoSuchJob`. According to the documents,
   * the service may also return `NoSuchJob` for a job that has ended.
   *
   * @throws {CosJobsError} `NoSuchJob` if there is no such job.
   */
  deleteJob(input: DeleteJobInput, options?: CallOptions): Promise<DeleteJobResult>;

  /**
   * Makes sure that a job that waits for confirmation runs. If the job already runs or has run, the call succeeds.
   *
   * @example
   * ```ts
   * const { changed } = await jobs.confirmJob({ jobId, reason: "manifest checked" });
   * ```
   */
  confirmJob(input: ChangeInput, options?: CallOptions): Promise<ChangeResult>;

  /**
   * Makes sure that a job is cancelled or about to be cancelled. If it already is, the call succeeds.
   *
   * @throws {CosJobsError} `InvalidRequest` if the job has ended in another way.
   */
  cancelJob(input: ChangeInput, options?: CallOptions): Promise<ChangeResult>;

  /**
   * Lists all jobs of the last 90 days. It requests a page only when the jobs of the previous page are used up, and no page
   * after the loop is left.
   *
   * Each job is yielded at most once. A job that has a requested status for the whole time is always yielded, even if other
   * jobs change. To guarantee this, several statuses are selected from a list of all jobs. For one status, the service
   * lists only the jobs with that status.
   *
   * @throws {CosJobsError} `UnexpectedResponse` if the pages of the service repeat in a cycle.
   * @example
   * ```ts
   * for await (const job of jobs.listAllJobs({ jobStatuses: ["Suspended", "Preparing"] })) {
   *   console.log(job.jobId, job.description);
   * }
   * ```
   */
  listAllJobs(input?: ListAllJobsInput, options?: CallOptions): AsyncIterableIterator<JobSummary>;

  /**
   * Yields the changes of a job until it is final or waits for confirmation. It looks often at a job that proceeds, and less
   * and less often at a job that does not.
   *
   * A failed look is repeated if the failure is `retryable` and has lasted for less than 100 times `minInterval`. An abort
   * ends the watch at once.
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
   * Waits until a job is final, or until `until` is satisfied. There is no time limit: a job that waits for confirmation does
   * not proceed until it is confirmed or cancelled. (`watchJob` ends in that case.) To end the wait, give a `signal`.
   *
   * @throws {CosJobsError} Kind `"service"`, code `GoalMissed`, if the job has ended or has passed that status, so that it
   * cannot reach it any more.
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
   * Cancels many jobs and yields the outcome of each job as soon as it is known. It looks at each job just before the change,
   * and skips the job if it has ended or is no longer selected.
   *
   * If you leave the loop, no further change begins. The loop ends when the changes that were already sent have ended, but
   * their outcomes are not yielded. So up to `concurrency` jobs may be cancelled without a reported outcome. After an
   * abort, these outcomes are still yielded, and then the signal's reason is thrown. A job without an outcome was not changed.
   * The same happens when a listing or the filter fails.
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

  /** Signs a request and returns it without sending it. */
  prepare(action: "UpdateJobStatus" | "updateJobStatus", input: UpdateJobStatusInput, options?: CallOptions): Promise<PreparedRequest>;
  prepare(action: "UpdateJobPriority" | "updateJobPriority", input: UpdateJobPriorityInput, options?: CallOptions): Promise<PreparedRequest>;
  prepare(action: "CreateJob" | "createJob", input: CreateJobInput, options?: CallOptions): Promise<PreparedRequest>;
  prepare(action: "DeleteJob" | "deleteJob", input: DeleteJobInput, options?: CallOptions): Promise<PreparedRequest>;
  prepare(action: "DescribeJob" | "describeJob", input: DescribeJobInput, options?: CallOptions): Promise<PreparedRequest>;
  prepare(action: "ListJobs" | "listJobs", input?: ListJobsInput, options?: CallOptions): Promise<PreparedRequest>;
}

/**
 * Makes one UpdateJobStatus call without a client object.
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

/** A request to sign. All given parameters and headers are signed. */
export interface SignableRequest {
  method: string;
  /** The path, decoded or percent-encoded. */
  path: string;
  query?: Record<string, string>;
  /** Include `host`. Never sign `content-length` in a browser. */
  headers?: Record<string, string>;
}

/** The keys and the time for a signature. */
export interface SigningKeys {
  secretId: string;
  secretKey: string;
  /** The first second in which the signature is valid, in unix seconds. */
  startTime: number;
  /** The last second in which the signature is valid, in unix seconds. */
  endTime: number;
}

/** All stages of a signature. It contains no key. */
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

/** All stages of {@link authorization}, for comparison with the stages that the service reports in an error. */
export function explainSignature(request: SignableRequest, keys: SigningKeys): Promise<SignatureExplanation>;

/** Whether this status is final, so that the job does not change any more. */
export function isFinal(status: JobStatus): boolean;

/**
 * Whether the service accepts the requested status for a job in this status: `"yes"` is documented, `"likely"` and
 * `"unlikely"` are estimates, and `"no"` is impossible.
 */
export function canRequest(
  status: JobStatus,
  requestedJobStatus: RequestedJobStatus,
): "yes" | "likely" | "unlikely" | "no";

/**
 * A source of the WebAssembly: a `URL`, a `Response`, an `ArrayBuffer` or a view of one, or a `WebAssembly.Module`. (The type
 * is `object`, so that no DOM library is needed.)
 */
export type WasmSource = object;

/**
 * Loads the WebAssembly before the first call, or from a source that you provide. A failed load can be repeated.
 */
export function initialize(source?: WasmSource | Promise<WasmSource>): Promise<void>;

/**
 * The error with which a call rejects. Decide by `name`, `kind`, `code` and `effect`, and not by `instanceof`, which fails
 * between the ESM copy and the CommonJS copy of the package.
 */
export class CosJobsError extends Error {
  readonly name: "CosJobsError";
  /**
   * - `"input"`: correct the input; nothing was changed.
   * - `"credentials"`: there are no usable keys, so nothing was sent. See `cause`.
   * - `"network"`, `"timeout"`: no answer arrived. See `effect`.
   * - `"service"`: the service refused the request. See `code`.
   * - `"response"`: the answer cannot be used. It may come from a proxy. See `effect`.
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
  /** The action whose request failed: the action of the call, or the one that looked at the job, such as `"DescribeJob"`. */
  readonly action?: Action;
  readonly statusCode?: number;
  readonly requestId?: string;
  readonly traceId?: string;
  readonly resource?: string;
  /** How many times the request of the action was sent. Requests that only look at the job are not counted. */
  readonly attempts: number;
  /** Whether the same call may succeed later without a change of its input. */
  readonly retryable: boolean;
  /** Whether a change may have happened. `"none"`: according to the service, it did not. `"unknown"`: it may have. */
  readonly effect: "none" | "unknown";
  /** The host's own error. */
  readonly cause?: unknown;
  /** The error as plain data, without its cause. */
  toJSON(): Record<string, unknown>;
}
