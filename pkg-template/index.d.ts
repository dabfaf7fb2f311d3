/**
 * A client for the batch-operation jobs of Tencent Cloud COS. Start with {@link CosJobs}.
 *
 * Numbers such as 436/33785 are pages of Tencent Cloud's documents, here
 * https://www.tencentcloud.com/document/product/436/33785. Lengths of texts are in bytes of UTF-8. Inputs are checked before
 * anything is sent: a wrong value rejects with {@link CosJobsError.kind} `"input"`, and so does a name that is not known.
 *
 * @module cos-jobs
 */

/** The part of an `AbortSignal` that is used. It is declared here so that no DOM library is needed. */
export interface AbortSignalLike {
  /** Whether the signal was aborted. */
  readonly aborted: boolean;
  /** The reason of the abort, with which calls reject. */
  readonly reason: any;
  /** Registers a listener for the abort. */
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  /** Removes that listener. */
  removeEventListener(type: "abort", listener: () => void): void;
}

/** The part of the host's `fetch` that is used. */
export type FetchLike = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal: any; [option: string]: any },
) => Promise<ResponseLike>;

/** The part of a `Response` that is used. */
export interface ResponseLike {
  /** The HTTP status. */
  readonly status: number;
  /** The headers, of which some are read by name. */
  readonly headers: {
    /** Returns the value of a header, or null. */
    get(name: string): string | null;
  };
  /** The stream of the body, if the host has streams. It is read in chunks, so that large answers can be refused early. */
  readonly body?: any;
  /** Reads the whole body. It is used if there is no stream. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/**
 * The statuses of a job (436/32961). The service may add others, so any text is allowed.
 *
 * - `"New"`, `"Preparing"`: the service reads the manifest.
 * - `"Suspended"`: the job waits for confirmation.
 * - `"Ready"`: the job waits until it is its turn.
 * - `"Active"`: the job runs.
 * - `"Pausing"`, `"Paused"`: a job with a higher priority runs; afterwards the job is `"Active"` again by itself.
 * - `"Completing"`, `"Complete"`: all tasks have ended. Some of them may have failed.
 * - `"Failing"`, `"Failed"`: the manifest cannot be read, or too many tasks have failed.
 * - `"Cancelling"`, `"Cancelled"`: the job was cancelled.
 *
 * `"Complete"`, `"Failed"` and `"Cancelled"` are final: see {@link isFinal}.
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

/** The names of the API's actions, as the vendor writes them. */
export type Action =
  | "UpdateJobStatus"
  | "UpdateJobPriority"
  | "DescribeJob"
  | "ListJobs"
  | "CreateJob"
  | "DeleteJob";

/** Permanent keys, which the page "API keys" of the CAM console shows. */
export interface Credentials {
  /** The SecretId, which identifies the key. */
  secretId: string;
  /** The SecretKey. It never leaves the client. */
  secretKey: string;
  /** The token that belongs to temporary keys. */
  sessionToken?: string | undefined;
}

/** Temporary keys. They are used until 60 seconds before they expire. */
export interface TemporaryCredentials extends Credentials {
  /** When the keys expire, in unix seconds. Without it, the keys are used for one call only. */
  expiredTime?: number | undefined;
}

/** An answer of Tencent Cloud's STS, unchanged. */
export interface StsAnswer {
  /** The keys and their token. */
  credentials: {
    /** The SecretId of the temporary key. */
    tmpSecretId: string;
    /** The SecretKey of the temporary key. */
    tmpSecretKey: string;
    /** The token of the temporary key. */
    sessionToken?: string | undefined;
  };
  /** When the keys were issued, in unix seconds. It is not used. */
  startTime?: number | undefined;
  /** When the keys expire, in unix seconds. */
  expiredTime?: number | undefined;
}

/** The credentials that the COS browser SDK's `getAuthorization` callback returns. */
export interface BrowserSdkCredentials {
  /** The SecretId of the temporary key. */
  TmpSecretId: string;
  /** The SecretKey of the temporary key. */
  TmpSecretKey: string;
  /** The token of the temporary key. */
  SecurityToken?: string | undefined;
  /** The token of the temporary key, by the name that older versions of the SDK use. */
  XCosSecurityToken?: string | undefined;
  /** When the keys were issued, in unix seconds. It is not used. */
  StartTime?: number | undefined;
  /** When the keys expire, in unix seconds. */
  ExpiredTime?: number | undefined;
}

/** The credentials of the role of a CVM, as its metadata service returns them. */
export interface CvmRoleCredentials {
  /** The SecretId of the temporary key. */
  TmpSecretId: string;
  /** The SecretKey of the temporary key. */
  TmpSecretKey: string;
  /** The token of the temporary key. */
  Token?: string | undefined;
  /** When the keys expire, in unix seconds. */
  ExpiredTime?: number | undefined;
  /** The same time as a text. It is not used. */
  Expiration?: string | undefined;
}

/** An answer of STS 3.0, unchanged. */
export interface Sts3Answer {
  /** The keys and their token. */
  Credentials: {
    /** The SecretId of the temporary key. */
    TmpSecretId: string;
    /** The SecretKey of the temporary key. */
    TmpSecretKey: string;
    /** The token of the temporary key. */
    Token?: string | undefined;
  };
  /** When the keys expire, in unix seconds. */
  ExpiredTime?: number | undefined;
  /** The same time as a text. It is not used. */
  Expiration?: string | undefined;
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
  /** The action of this request. It is `"DescribeJob"` or `"ListJobs"` when a call looks whether its change took effect. */
  action: Action;
  /** 1 for the first request of a call. */
  attempt: number;
  /** The address, with its query. It contains no signature. */
  url: string;
  /** Missing if no answer arrived. */
  statusCode?: number;
  /** The id of the request, if the answer contained it. */
  requestId?: string;
  /** How long the request took, in milliseconds. */
  durationMs: number;
  /** Why the request failed; missing if it succeeded. */
  error?: CosJobsError;
  /**
   * How long the call waits before its next request, in milliseconds. Missing if this was the last request, or if a `filter` decides
   * first.
   */
  willRetryInMs?: number;
}

/** The description of a request that the `authorize` function receives. */
export interface AuthorizeRequest {
  /** What the request does. It is `"DescribeJob"` or `"ListJobs"` when a call checks whether its change took effect. */
  action: Action;
  /** The id of the job, if the request concerns one. */
  jobId?: string;
  /** The requested status, if the action is UpdateJobStatus. */
  requestedJobStatus?: RequestedJobStatus;
  /** The requested priority, if the action is UpdateJobPriority. */
  priority?: number;
  /** The HTTP method to sign. */
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
export type Authorized =
  | string
  | {
      /** The value of the `Authorization` header. */
      authorization: string;
      /** The token of temporary keys. */
      sessionToken?: string | undefined;
    };

/** How requests are signed: with keys, or by a function that returns the signature of one request at a time. */
export type Signing =
  | {
      /** The keys, or a function that returns keys whenever new ones are needed. */
      credentials: AnyCredentials | (() => AnyCredentials | Promise<AnyCredentials>);
      /** Not together with `credentials`. */
      authorize?: undefined;
    }
  | {
      /**
       * Returns the signature of one request. For a page that should not hold keys: its backend decides what it signs.
       * It is called for every request.
       */
      authorize: (request: AuthorizeRequest) => Authorized | Promise<Authorized>;
      /** Not together with `authorize`. */
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
  endpoint?: string | undefined;
  /** The host that is signed, if a proxy rewrites `Host`. Default: the host of the endpoint. */
  signedHost?: string | undefined;
  /** The function that sends requests. Default: the host's `fetch`, which is looked up for each request. */
  fetch?: FetchLike | undefined;
  /** How long one attempt may take, in milliseconds, 1 to 2147483647. Default: 10000. */
  timeout?: number | undefined;
  /** How many times a call may send its request, 1 to 100. 1 means no retries. Default: 4. */
  maxAttempts?: number | undefined;
  /**
   * How long a signature is valid, in seconds, 1 to 604800. Default: reads and the requests of `prepare()` are signed for
   * 900 seconds. A change is signed for its timeout plus 60 seconds, because clocks may differ: a copy of it that is delayed
   * for longer is refused, so that it cannot undo a newer change.
   */
  signatureLifetime?: number | undefined;
  /** Milliseconds to add to the local clock. Default: 0. */
  clockOffset?: number | undefined;
  /** Called after each request. Errors that it throws are ignored. */
  onAttempt?: ((event: AttemptEvent) => void) | undefined;
}

/** The options of one call. */
export interface CallOptions {
  /** An abort rejects with the signal's reason and closes the request. `null` and `false` mean no signal. */
  signal?: AbortSignalLike | null | false | undefined;
  /** How long one attempt may take, in milliseconds, 1 to 2147483647. Default: the `timeout` of the client. */
  timeout?: number | undefined;
  /**
   * How many times the call may send its request, and how many times it may repeat a look at the job that fails, 1 to 100. Looks that
   * contradict an answer are repeated after 1, 2 and 4 seconds with every value. Default: the `maxAttempts` of the client.
   */
  maxAttempts?: number | undefined;
}

/** Input of UpdateJobStatus (436/33785). */
export interface UpdateJobStatusInput {
  /** The id of the job: 1 to 64 visible ASCII characters, and not `"."` or `".."`. */
  jobId: string;
  /** `"Ready"` to confirm the job, `"Cancelled"` to cancel it. */
  requestedJobStatus: RequestedJobStatus;
  /** The reason, at most 256 bytes of UTF-8. DescribeJob shows it. */
  statusUpdateReason?: string | undefined;
}

/** Result of UpdateJobStatus. */
export interface UpdateJobStatusResult {
  /** The id of the job. */
  jobId: string;
  /** The current status of the job. A cancelled job may be `"Cancelling"` for some time, and a confirmed job may already run. */
  status: JobStatus;
  /** The reason that the service stores with the job. */
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
  /** The id of the job: 1 to 64 visible ASCII characters, and not `"."` or `".."`. */
  jobId: string;
  /** 0 to 2147483647; a job with a higher priority runs first. */
  priority: number;
}

/** Result of UpdateJobPriority. */
export interface UpdateJobPriorityResult {
  /** The id of the job. */
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
  /** The id of the job: 1 to 64 visible ASCII characters, and not `"."` or `".."`. */
  jobId: string;
  /** The reason, at most 256 bytes of UTF-8. DescribeJob shows it. */
  reason?: string | undefined;
}

/** Result of confirmJob and cancelJob. */
export interface ChangeResult {
  /** The id of the job. */
  jobId: string;
  /** The current status of the job. */
  status: JobStatus;
  /**
   * Whether this call changed the job. `false` is certain: the job was already in the requested state. `true` may also
   * mean that another client made the change between this call's look at the job and its request. With a `reason` of its own, the
   * call can tell both apart, unless its answer was lost.
   */
  changed: boolean;
  /** The id of the request, for the support of Tencent Cloud. Empty if the host hides it. */
  requestId: string;
}

/** Input of DescribeJob (436/33782). */
export interface DescribeJobInput {
  /** The id of the job: 1 to 64 visible ASCII characters, and not `"."` or `".."`. */
  jobId: string;
}

/** Input of ListJobs (436/33783). */
export interface ListJobsInput {
  /** Only jobs with this status. Default: all jobs. */
  jobStatuses?: JobStatus | undefined;
  /** The size of the page, 1 to 1000. Default: 1000. */
  maxResults?: number | undefined;
  /** The `nextToken` of the previous page: 1 to 64 visible ASCII characters. Default: the first page. */
  nextToken?: string | undefined;
}

/** A page of jobs of the last 90 days. */
export interface ListJobsResult {
  /** The jobs of this page. It is empty if there are none. */
  jobs: JobSummary[];
  /** Missing on the last page. */
  nextToken?: string;
  /** The id of the request, for the support of Tencent Cloud. Empty if the host hides it. */
  requestId: string;
}

/** Input of listAllJobs. */
export interface ListAllJobsInput {
  /** Only jobs with this status, or with one of these statuses. Default: all jobs. */
  jobStatuses?: JobStatus | readonly JobStatus[] | undefined;
  /** How many jobs one request returns at most, 1 to 1000. Default: 1000. */
  pageSize?: number | undefined;
}

/** Input of watchJob. */
export interface WatchJobInput {
  /** The id of the job: 1 to 64 visible ASCII characters, and not `"."` or `".."`. */
  jobId: string;
  /** The shortest time between two looks at the job, in milliseconds, 1 to 2147483647. Default: 1000. */
  minInterval?: number | undefined;
  /** The longest time between two looks, for a job that does not proceed, in milliseconds, 1 to 2147483647. Default: 30000. */
  maxInterval?: number | undefined;
}

/** A change of a job. The counts never decrease. */
export interface JobUpdate {
  /** Everything about the job. */
  job: Job;
  /** The status of the job. */
  status: JobStatus;
  /** How many tasks have ended: the sum of `succeeded` and `failed`. */
  done: number;
  /** How many tasks the job has. 0 until the service knows. */
  total: number;
  /** How many tasks have succeeded. */
  succeeded: number;
  /** How many tasks have failed. */
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
  until?: "final" | "suspended" | JobStatus | ((job: Job) => boolean | PromiseLike<boolean>) | undefined;
}

/** Input of cancelJobs: give `jobIds`, or else `jobStatuses`, a `filter`, or both. */
export interface CancelJobsInput {
  /** The ids of the jobs. An id that occurs twice counts once. */
  jobIds?: readonly string[] | undefined;
  /** The jobs with this status, or with one of these statuses. Default with a filter: all jobs that have not ended. */
  jobStatuses?: JobStatus | readonly JobStatus[] | undefined;
  /**
   * Selects only jobs for which it returns `true`. It is called with the listed job, and again with what each look before a
   * change shows. While it decides, an abort still ends the loop at once.
   */
  filter?: ((job: JobSummary) => boolean | PromiseLike<boolean>) | undefined;
  /** The reason, at most 256 bytes of UTF-8. DescribeJob shows it. */
  reason?: string | undefined;
  /** Changes nothing and yields the plan: see {@link ManyOutcome}. Default: false. */
  dryRun?: boolean | undefined;
  /** How many jobs are processed at the same time, 1 to 1000. Default: 8. */
  concurrency?: number | undefined;
  /**
   * Rejects with `TooManySelected`, before anything is changed, if more jobs than this are selected. The ids are
   * held in memory until all are known. confirmJobs requires it unless `jobIds` or `dryRun` is given.
   */
  maxJobs?: number | undefined;
}

/**
 * Input of confirmJobs: the same as {@link CancelJobsInput}. With a filter alone, jobs that are confirmed already are not selected
 * either; a complete job counts as confirmed. `maxJobs` is required unless `jobIds` or `dryRun` is given, because a confirmed job
 * starts, and what it has done cannot be undone.
 */
export type ConfirmJobsInput = CancelJobsInput &
  (
    | {
        /** The ids of the jobs. */
        jobIds: readonly string[];
      }
    | {
        /** Only the plan. */
        dryRun: true;
      }
    | {
        /** The largest number of jobs that may be confirmed. */
        maxJobs: number;
      }
  );

/** The outcome for one job, of confirmJobs or cancelJobs. */
export interface ManyOutcome<Changed extends string> {
  /** The id of the job. */
  jobId: string;
  /**
   * - `"confirmed"` or `"cancelled"`: this call changed the job.
   * - `"already"`: the job was already in the requested state, or on its way there.
   * - `"skipped"`: this call did not change the job, because it has ended, or because its status or the filter no longer selects
   *   it.
   * - `"failed"`: this call did not change the job; `error` tells why. Perhaps the job could not even be looked at.
   * - `"unknown"`: the job may be changed or not. See `error`, and look with `describeJob`.
   *
   * In a dry run, `"skipped"` means that the job would be changed. Jobs that would be skipped are not reported.
   */
  outcome: Changed | "already" | "skipped" | "failed" | "unknown";
  /** The latest status of the job that is known. */
  status?: JobStatus;
  /** Why the outcome is `"failed"` or `"unknown"`. */
  error?: CosJobsError;
}

/** The outcome of confirmJobs for one job. */
export type ConfirmOutcome = ManyOutcome<"confirmed">;

/** The outcome of cancelJobs for one job. */
export type CancelOutcome = ManyOutcome<"cancelled">;

/** Input of DeleteJob. The API's documents do not have this action; the official Go SDK does. */
export interface DeleteJobInput {
  /** The id of the job: 1 to 64 visible ASCII characters, and not `"."` or `".."`. */
  jobId: string;
}

/** Result of DeleteJob. */
export interface DeleteJobResult {
  /** The id of the job. */
  jobId: string;
  /** The id of the request, for the support of Tencent Cloud. Empty if the host hides it. */
  requestId: string;
  /** How many times the request was sent. */
  attempts: number;
  /** Whether the answer was lost, and looks showed that the job does not exist any more: see {@link CosJobs.deleteJob}. */
  reconciled: boolean;
}

/** Input of CreateJob (436/33781). Texts must not contain control characters. */
export interface CreateJobInput {
  /**
   * Makes the call safe to repeat: the service creates one job per token. If the token belongs to the requested job already,
   * the call succeeds with that job. If it belongs to a different job, the call fails: see {@link CosJobs.createJob}.
   * 1 to 64 visible ASCII characters. Default: a new UUID, which the result contains, and the error as well if its effect is
   * unknown.
   */
  clientRequestToken?: string | undefined;
  /** Whether the job waits for confirmation before it runs. Default: false. */
  confirmationRequired?: boolean | undefined;
  /** A text for people, at most 256 bytes. ListJobs and DescribeJob show it. Default: none. */
  description?: string | undefined;
  /** The list of objects. */
  manifest: ManifestInput;
  /** What the job does with each object. */
  operation: OperationInput;
  /** 0 to 2147483647; a job with a higher priority runs first. */
  priority: number;
  /** The report that the job writes when it ends. */
  report: ReportInput;
  /**
   * The CAM role that the job uses, such as `qcs::cam::uin/<uin>:roleName/<name>`; 1 to 1024 bytes. It needs the permissions
   * for the objects, the manifest and the report.
   */
  roleArn: string;
}

/** Result of CreateJob. */
export interface CreateJobResult {
  /** The id of the job. */
  jobId: string;
  /** The token of the input, or the one that was generated. */
  clientRequestToken: string;
  /** The id of the request, for the support of Tencent Cloud. Empty if the host hides it. */
  requestId: string;
  /** How many times the request was sent. */
  attempts: number;
  /** Whether no answer told the id, so that the job was found by its token: the answer was lost, or the call is a repetition. */
  reconciled: boolean;
}

/** The progress of a job, as part of {@link Job} and {@link JobSummary}. A task is the operation on one object. */
export interface ProgressSummary {
  /** The status of a manifest that the service makes. It is part of answers since 2025, and its values are not documented. */
  autoManifestStatus?: string;
  /** How many tasks have failed. */
  numberOfTasksFailed: number;
  /** How many tasks have succeeded. */
  numberOfTasksSucceeded: number;
  /** How many tasks the job has. 0 until the service has read the manifest. */
  totalNumberOfTasks: number;
}

/** A job as ListJobs returns it (436/33783). Timestamps are the service's texts, such as `"2026-03-01T08:00:00Z"`. */
export interface JobSummary {
  /** When the job was created. */
  creationTime: string;
  /** The description of the job. */
  description?: string;
  /** The id of the job. */
  jobId: string;
  /** The operation's name, such as `"COSPutObjectCopy"`. */
  operation: string;
  /** 0 to 2147483647; a job with a higher priority runs first. */
  priority: number;
  /** How many tasks there are, and how many have ended. */
  progressSummary: ProgressSummary;
  /** The status of the job. */
  status: JobStatus;
  /** When the job ended. */
  terminationDate?: string;
}

/** A job as DescribeJob returns it (436/33782). Timestamps are the service's texts, such as `"2026-03-01T08:00:00Z"`. */
export interface Job {
  /** The token with which the job was created. */
  clientRequestToken?: string;
  /** Whether the job has to be confirmed before it runs. */
  confirmationRequired: boolean;
  /** When the job was created. */
  creationTime: string;
  /** The description of the job. */
  description?: string;
  /** Always present in results. Empty if there are no reasons. */
  failureReasons: JobFailure[];
  /** The id of the job. */
  jobId: string;
  /** The list of objects. */
  manifest: Manifest;
  /** What the job does with each object. */
  operation: Operation;
  /** 0 to 2147483647; a job with a higher priority runs first. */
  priority: number;
  /** How many tasks there are, and how many have ended. */
  progressSummary: ProgressSummary;
  /** The report that the job writes when it ends. */
  report: Report;
  /** The role that the job uses. */
  roleArn: string;
  /** The status of the job. */
  status: JobStatus;
  /** The reason that was given with the latest change of the status. */
  statusUpdateReason?: string;
  /** Why the job is suspended. */
  suspendedCause?: string;
  /** Since when the job is suspended. */
  suspendedDate?: string;
  /** When the job ended. */
  terminationDate?: string;
}

/** Why a job failed. */
export interface JobFailure {
  /** The code of the failure. */
  failureCode?: string;
  /** The reason in words. */
  failureReason?: string;
}

/** The list of objects that a job works on. */
export interface Manifest {
  /** The object that contains the list. */
  location: {
    /** The ETag of that object, with its quotes, as COS returns it; 1 to 1024 bytes. */
    eTag: string;
    /** The name of that object: `qcs::cos:<region>::<bucket-appid>/<key>`; 1 to 1024 bytes. */
    objectArn: string;
    /** The version of that object, if its bucket has versions. */
    objectVersionId?: string | undefined;
  };
  /** How the list is written. */
  spec: {
    /** What each column contains. */
    fields?: (ManifestField | (string & {}))[] | undefined;
    /** The format of the list. */
    format: ManifestFormat;
  };
}

/** The format of a manifest: a CSV list that you wrote, or a report of COS Inventory. */
export type ManifestFormat = "COSBatchOperations_CSV_V1" | "COSInventoryReport_CSV_V1" | (string & {});

/** What a column of a CSV list contains. A column with `"Ignore"` is not used. */
export type ManifestField = "Ignore" | "Bucket" | "Key" | "VersionId";

/** A {@link Manifest} as CreateJob takes it. A CSV list must declare its columns. */
export interface ManifestInput extends Manifest {
  /** How the list is written. */
  spec:
    | {
        /** A CSV list that you wrote. */
        format: "COSBatchOperations_CSV_V1";
        /** What each column contains. */
        fields: ManifestField[];
      }
    | {
        /** A report of COS Inventory, which describes its columns itself. */
        format: "COSInventoryReport_CSV_V1";
        /** What each column contains. */
        fields?: ManifestField[] | undefined;
      };
}

/** The report that a job writes when it ends. */
export interface Report {
  /** The bucket that the report is written to: `qcs::cos:<region>::<bucket-appid>`. */
  bucket?: string;
  /** Whether a report is written. */
  enabled?: boolean;
  /** The format of the report. */
  format?: "Report_CSV_V1" | (string & {});
  /** The folder of the report in its bucket. */
  prefix?: string;
  /** Whether the report lists all tasks or the failed ones only. */
  reportScope?: "AllTasks" | "FailedTasksOnly" | (string & {});
}

/** A {@link Report} as CreateJob takes it. An enabled report needs a bucket and a format. */
export type ReportInput =
  | {
      /** A report is written. */
      enabled: true;
      /** The bucket that the report is written to: `qcs::cos:<region>::<bucket-appid>`. */
      bucket: string;
      /** The format of the report. */
      format: "Report_CSV_V1";
      /** The folder of the report in its bucket; at most 256 bytes. */
      prefix?: string | undefined;
      /** Whether the report lists all tasks or the failed ones only. */
      reportScope: "AllTasks" | "FailedTasksOnly";
    }
  | {
      /** No report is written. */
      enabled: false;
      /** It is sent, but the service does not need it. */
      bucket?: string | undefined;
      /** It is sent, but the service does not need it. */
      format?: "Report_CSV_V1" | undefined;
      /** It is sent, but the service does not need it. */
      prefix?: string | undefined;
      /** It is sent, but the service does not need it. */
      reportScope?: "AllTasks" | "FailedTasksOnly" | undefined;
    };

/** What a job does. It has exactly one of these properties. */
export interface Operation {
  /** Copies each object. */
  cosPutObjectCopy?: PutObjectCopy;
  /** Restores each archived object. */
  cosInitiateRestoreObject?: {
    /** For how many days the restored copies exist. */
    expirationInDays: number;
    /** How fast the objects are restored. */
    jobTier: "Standard" | "Bulk" | (string & {});
  };
  /** Changes the tags of each object. */
  cosPutObjectTagging?: {
    /** Whether the tags are replaced or added to. */
    taggingDirective?: Directive | (string & {});
    /** The tags. */
    tagSet: KeyValue[];
  };
  /** Deletes each object. */
  cosDeleteObject?: Record<string, never>;
}

/** The parameters of each operation as CreateJob takes them. */
export interface OperationParameters {
  /** Copies each object. */
  cosPutObjectCopy: PutObjectCopyInput;
  /** Restores each archived object. */
  cosInitiateRestoreObject: {
    /** For how many days the restored copies exist, 1 to 365. */
    expirationInDays: number;
    /** How fast the objects are restored. */
    jobTier: "Standard" | "Bulk";
  };
  /** Changes the tags of each object. */
  cosPutObjectTagging: {
    /** Whether the tags are replaced or added to. */
    taggingDirective: Directive;
    /** The tags. */
    tagSet: KeyValue[];
  };
  /** Deletes each object. It has no parameters. */
  cosDeleteObject: Record<string, never>;
}

/** An {@link Operation} as CreateJob takes it: exactly one of the {@link OperationParameters}. */
export type OperationInput = {
  [Name in keyof OperationParameters]: Pick<OperationParameters, Name> & {
    [Other in Exclude<keyof OperationParameters, Name>]?: undefined;
  };
}[keyof OperationParameters];

/** Whether permissions, metadata or tags are copied from the original, replaced by others, or completed by others. */
export type Directive = "Copy" | "Replaced" | "Add";

/** A tag, or an entry of user metadata. */
export interface KeyValue {
  /** The name: 1 to 1024 bytes. */
  key: string;
  /** The value: at most 1024 bytes. */
  value: string;
}

/** The parameters of a copying job. */
export interface PutObjectCopy {
  /** What happens to the permissions. `"Replaced"` and `"Add"` use `accessControlGrants`. */
  accessControlDirective?: Directive | (string & {}) | undefined;
  /** The permissions of the copies. */
  accessControlGrants?: AccessControlGrant[] | undefined;
  /** The predefined permissions of the copies. */
  cannedAccessControlList?: "private" | "public-read" | (string & {}) | undefined;
  /** Whether `resourcesPrefix` at the start of each key is replaced by `targetKeyPrefix`. Default: false. */
  prefixReplace?: boolean | undefined;
  /** The start of the keys that is replaced; at most 1024 bytes. A folder ends with `/`. */
  resourcesPrefix?: string | undefined;
  /** What replaces it; at most 1024 bytes. A folder ends with `/`. */
  targetKeyPrefix?: string | undefined;
  /** What happens to the metadata. `"Replaced"` and `"Add"` use `newObjectMetadata`. */
  metadataDirective?: Directive | (string & {}) | undefined;
  /** A timestamp. Objects that were not modified since then are skipped. */
  modifiedSinceConstraint?: string | undefined;
  /** A timestamp. Objects that were modified since then are skipped. */
  unModifiedSinceConstraint?: string | undefined;
  /** The metadata of the copies. */
  newObjectMetadata?: NewObjectMetadata | undefined;
  /** What happens to the tags. `"Replaced"` and `"Add"` use `newObjectTagging`. */
  taggingDirective?: Directive | (string & {}) | undefined;
  /** The tags of the copies. */
  newObjectTagging?: KeyValue[] | undefined;
  /** The storage class of the copies, 1 to 64 bytes. Default: `"STANDARD"`. */
  storageClass?: "STANDARD" | "STANDARD_IA" | (string & {}) | undefined;
  /** The bucket of the copies: `qcs::cos:<region>::<bucket-appid>` or `qcs::cos:<region>:uid/<appid>:<bucket-appid>`. */
  targetResource: string;
}

/** {@link PutObjectCopy} as CreateJob takes it. */
export interface PutObjectCopyInput extends PutObjectCopy {
  /** See {@link PutObjectCopy.accessControlDirective}. */
  accessControlDirective?: Directive | undefined;
  /** See {@link PutObjectCopy.accessControlGrants}. */
  accessControlGrants?: AccessControlGrantInput[] | undefined;
  /** See {@link PutObjectCopy.cannedAccessControlList}. */
  cannedAccessControlList?: "private" | "public-read" | undefined;
  /** See {@link PutObjectCopy.metadataDirective}. */
  metadataDirective?: Directive | undefined;
  /** See {@link PutObjectCopy.newObjectMetadata}. */
  newObjectMetadata?: NewObjectMetadataInput | undefined;
  /** See {@link PutObjectCopy.taggingDirective}. */
  taggingDirective?: Directive | undefined;
}

/** A permission for a copied object. */
export interface AccessControlGrant {
  /** Who gets the permission. */
  grantee: {
    /** A name for people, at most 1024 bytes. */
    displayName?: string | undefined;
    /** The account: `qcs::cam::uin/<uin>:uin/<uin>`; 1 to 1024 bytes. */
    identifier: string;
    /** How `identifier` is written. Only `"ID"` is documented. */
    typeIdentifier: "ID" | (string & {});
  };
  /** The permission. */
  permission: "READ" | "WRITE" | "FULL_CONTROL" | (string & {});
}

/** An {@link AccessControlGrant} as CreateJob takes it. */
export interface AccessControlGrantInput extends AccessControlGrant {
  /** Who gets the permission. */
  grantee: AccessControlGrant["grantee"] & {
    /** How `identifier` is written. */
    typeIdentifier: "ID";
  };
  /** The permission. */
  permission: "READ" | "WRITE" | "FULL_CONTROL";
}

/** The metadata of a copied object. Each value has at most 1024 bytes. */
export interface NewObjectMetadata {
  /** The header `Cache-Control`. */
  cacheControl?: string | undefined;
  /** The header `Content-Disposition`. */
  contentDisposition?: string | undefined;
  /** The header `Content-Encoding`. */
  contentEncoding?: string | undefined;
  /** The header `Content-Type`. */
  contentType?: string | undefined;
  /** The header `Expires`, as a timestamp. */
  httpExpiresDate?: string | undefined;
  /** The encryption on the server. */
  sseAlgorithm?: "AES256" | (string & {}) | undefined;
  /** The headers `x-cos-meta-...`. */
  userMetadata?: KeyValue[] | undefined;
}

/** {@link NewObjectMetadata} as CreateJob takes it. */
export interface NewObjectMetadataInput extends NewObjectMetadata {
  /** The encryption on the server. */
  sseAlgorithm?: "AES256" | undefined;
}

/** A signed request: the arguments of a `fetch`. */
export interface PreparedRequest {
  /** The address, with its query. */
  url: string;
  /** The HTTP method. */
  method: string;
  /** `host` is not included, because `fetch` sets it. */
  headers: Record<string, string>;
  /** The body. Only CreateJob has one. */
  body?: string;
}

/**
 * The batch-operation jobs of one account in one region.
 *
 * Every method rejects with a {@link CosJobsError}, except that an abort rejects with the reason of the signal. Requests are
 * repeated as long as that is safe: see {@link AccountOptions.maxAttempts}.
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
  /** Keeps the options. They are not checked before the first call, which reports invalid ones. */
  constructor(options: CosJobsOptions);

  /**
   * Confirms a job that waits for confirmation, or cancels a job. It always sends the change: to make sure that a job is
   * confirmed or cancelled, {@link CosJobs.confirmJob} and {@link CosJobs.cancelJob} are simpler.
   *
   * If the answer is lost or contradicts the request, the call looks at the job. If a look and a refusal contradict each other, it
   * looks again after 1, 2 and 4 seconds. An answer with an `Age` header other than 0
   * comes from a cache and proves nothing.
   *
   * @throws {CosJobsError} `NoSuchJob` if there is no such job, and `InvalidRequest` if its status does not allow the change. If
   * the `effect` is `"unknown"`, look with `describeJob` before you repeat the call.
   * @see https://www.tencentcloud.com/document/product/436/33785
   * @example
   * ```ts
   * const { status, reconciled } = await jobs.updateJobStatus({
   *   jobId,
   *   requestedJobStatus: "Cancelled",
   *   statusUpdateReason: "superseded",
   * });
   * console.log(status, reconciled ? "(the answer was lost)" : "");
   * ```
   */
  updateJobStatus(input: UpdateJobStatusInput, options?: CallOptions): Promise<UpdateJobStatusResult>;

  /**
   * Changes the priority of a job. The waiting job with the highest priority runs first.
   *
   * @throws {CosJobsError} `NoSuchJob` if there is no such job, and `InvalidRequest` if the job has ended.
   * @see https://www.tencentcloud.com/document/product/436/33784
   * @example
   * ```ts
   * const { priority } = await jobs.updateJobPriority({ jobId, priority: 20 });
   * ```
   */
  updateJobPriority(input: UpdateJobPriorityInput, options?: CallOptions): Promise<UpdateJobPriorityResult>;

  /**
   * Describes one job.
   *
   * @throws {CosJobsError} `NoSuchJob` if there is no such job. The service may also answer this for a job that has ended, or for
   * some seconds after the job was created.
   * @see https://www.tencentcloud.com/document/product/436/33782
   * @example
   * ```ts
   * const { status, suspendedCause, failureReasons, progressSummary } = await jobs.describeJob({ jobId });
   * console.log(status, suspendedCause, failureReasons, progressSummary.numberOfTasksFailed);
   * ```
   */
  describeJob(input: DescribeJobInput, options?: CallOptions): Promise<Job>;

  /**
   * Lists one page of the jobs of the last 90 days. {@link CosJobs.listAllJobs} lists all pages.
   *
   * @throws {CosJobsError} `InvalidArgument` if the service refuses the `nextToken`.
   * @see https://www.tencentcloud.com/document/product/436/33783
   * @example
   * ```ts
   * const { jobs: waiting, nextToken } = await jobs.listJobs({ jobStatuses: "Suspended", maxResults: 10 });
   * for (const job of waiting) console.log(job.jobId, job.description);
   * if (nextToken) console.log("there are more");
   * ```
   */
  listJobs(input?: ListJobsInput, options?: CallOptions): Promise<ListJobsResult>;

  /**
   * Creates a job. Even if the request is sent several times, only one job is created, because all of them have the
   * same `clientRequestToken`.
   *
   * If the `effect` of an error is `"unknown"`, repeat the call with the same input and the `clientRequestToken` of the error. The
   * repetition finds the job if it was created, and otherwise creates it.
   *
   * @throws {CosJobsError} `InvalidRequest` if the token belongs to a job with another priority, operation, manifest or
   * description. The message names that job. `TooManyJobs` if the account has reached its limit of jobs.
   * @see https://www.tencentcloud.com/document/product/436/33781
   * @example
   * ```ts
   * const input: CreateJobInput = {
   *   manifest: {
   *     location: { eTag, objectArn: "qcs::cos:ap-chengdu::lists-1250000000/objects.csv" },
   *     spec: { format: "COSBatchOperations_CSV_V1", fields: ["Bucket", "Key"] },
   *   },
   *   operation: { cosPutObjectCopy: { targetResource: "qcs::cos:ap-chengdu::archive-1250000000" } },
   *   priority: 10,
   *   report: { enabled: false },
   *   roleArn: "qcs::cam::uin/100000000001:roleName/COS_Batch_QcsRole",
   *   confirmationRequired: true,
   * };
   * const { jobId } = await jobs.createJob(input).catch((error: CosJobsError) => {
   *   const { clientRequestToken } = error;   // only if the effect is unknown
   *   if (!clientRequestToken) throw error;
   *   return jobs.createJob({ ...input, clientRequestToken });
   * });
   * ```
   */
  createJob(input: CreateJobInput, options?: CallOptions): Promise<CreateJobResult>;

  /**
   * Deletes a job. The official Go SDK has this call; the documents of the API do not.
   *
   * If the answer is lost, the call looks at the job. `NoSuchJob` is a success (`reconciled: true`) only if the list of all jobs
   * does not contain the job either, because the service may not describe a job any more that has ended. Unless this call saw that
   * the job is older than two minutes, this takes seven seconds: a replica that is not up to date may not know a new job yet.
   *
   * @throws {CosJobsError} `NoSuchJob` if there is no such job.
   * @example
   * ```ts
   * await jobs.deleteJob({ jobId });
   * ```
   */
  deleteJob(input: DeleteJobInput, options?: CallOptions): Promise<DeleteJobResult>;

  /**
   * Makes sure that a job that waits for confirmation runs. If the job already runs or has run, the call succeeds. It looks at
   * the job first, so it is safe to repeat after an error.
   *
   * @throws {CosJobsError} `InvalidRequest` if the status of the job does not allow it, and `NoSuchJob` if there is no such job.
   * @example
   * ```ts
   * const { changed } = await jobs.confirmJob({ jobId, reason: "manifest checked" });
   * ```
   */
  confirmJob(input: ChangeInput, options?: CallOptions): Promise<ChangeResult>;

  /**
   * Makes sure that a job is cancelled or about to be cancelled. If it already is, the call succeeds.
   *
   * @throws {CosJobsError} `InvalidRequest` if the job has ended in another way, and `NoSuchJob` if there is no such job.
   * @example
   * ```ts
   * const { status, changed } = await jobs.cancelJob({ jobId, reason: "superseded" });
   * console.log(status, changed ? "by this call" : "already");
   * ```
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
   * A failed look is repeated if the failure is `retryable` and has lasted for less than 100 times `minInterval`. After the
   * answer `NoSuchJob`, the job is looked for in the list, because the service may not describe a job any more that has ended. What
   * the list does not show is then that of the last description, or missing. If the job is not there either, this is tolerated up to three times in a row, because a replica that is not up to date may not know a
   * new job yet. An abort, or leaving the loop, ends the watch at once.
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
   * not proceed until it is confirmed or cancelled. (`watchJob` ends in that case.) To end the wait, give a `signal`. Failed looks
   * are tolerated as by `watchJob`.
   *
   * @throws {CosJobsError} Kind `"service"`, code `GoalMissed`, if the job has ended or has passed that status, so that it
   * cannot reach it any more.
   * @example
   * ```ts
   * await jobs.confirmJob({ jobId });
   * const halfWay = await jobs.waitForJob({
   *   jobId,
   *   until: ({ progressSummary: { numberOfTasksSucceeded, totalNumberOfTasks } }) =>
   *     numberOfTasksSucceeded * 2 >= totalNumberOfTasks,
   * });
   * console.log(halfWay.progressSummary);
   * const { status, failureReasons } = await jobs.waitForJob({ jobId });
   * console.log(status, failureReasons);
   * ```
   */
  waitForJob(input: WaitForJobInput, options?: CallOptions): Promise<Job>;

  /**
   * Confirms many jobs and yields the outcome of each job as soon as it is known. Everything about {@link CosJobs.cancelJobs}
   * applies to it as well. `maxJobs` is required unless `jobIds` or `dryRun` is given.
   *
   * @example
   * ```ts
   * const checked = { jobStatuses: "Suspended", filter: (job: JobSummary) => job.description === "nightly copy" };
   * for await (const { jobId, outcome, error } of jobs.confirmJobs({ ...checked, maxJobs: 20, reason: "checked" })) {
   *   console.log(jobId, outcome, error?.message ?? "");
   * }
   * ```
   */
  confirmJobs(input: ConfirmJobsInput, options?: CallOptions): AsyncIterableIterator<ConfirmOutcome>;

  /**
   * Cancels many jobs and yields the outcome of each job as soon as it is known. It looks at each job before each change, also
   * before a change is repeated, and selects the job again by what the look shows: a job whose status is no longer among
   * `jobStatuses`, or which the filter refuses now, is not changed.
   *
   * If you leave the loop, no further change begins. The loop ends when the changes that were already sent have ended, but
   * their outcomes are not yielded. So up to `concurrency` jobs may be cancelled without a reported outcome. After an
   * abort, these outcomes are still yielded, and then the signal's reason is thrown. A job without an outcome was not changed.
   * The same happens when a listing or the filter fails.
   *
   * @throws {CosJobsError} `TooManySelected` if more jobs than `maxJobs` are selected. Nothing was changed then.
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

  /**
   * Signs a request and returns it without sending it. The signature is valid for `signatureLifetime`, or else for 900 seconds.
   *
   * @throws {CosJobsError} Kind `"input"` if the input is wrong, kind `"credentials"` if there are no keys.
   * @example
   * ```ts
   * const { url, ...init } = await jobs.prepare("DescribeJob", { jobId });
   * const response = await fetch(url, init);
   * console.log(response.status);
   * ```
   */
  prepare(action: "UpdateJobStatus" | "updateJobStatus", input: UpdateJobStatusInput, options?: CallOptions): Promise<PreparedRequest>;
  /** The same for UpdateJobPriority. */
  prepare(action: "UpdateJobPriority" | "updateJobPriority", input: UpdateJobPriorityInput, options?: CallOptions): Promise<PreparedRequest>;
  /** The same for CreateJob. */
  prepare(action: "CreateJob" | "createJob", input: CreateJobInput, options?: CallOptions): Promise<PreparedRequest>;
  /** The same for DeleteJob. */
  prepare(action: "DeleteJob" | "deleteJob", input: DeleteJobInput, options?: CallOptions): Promise<PreparedRequest>;
  /** The same for DescribeJob. */
  prepare(action: "DescribeJob" | "describeJob", input: DescribeJobInput, options?: CallOptions): Promise<PreparedRequest>;
  /** The same for ListJobs. */
  prepare(action: "ListJobs" | "listJobs", input?: ListJobsInput, options?: CallOptions): Promise<PreparedRequest>;
}

/**
 * Makes one UpdateJobStatus call without a client object: see {@link CosJobs.updateJobStatus}.
 *
 * @throws {CosJobsError} As {@link CosJobs.updateJobStatus} does.
 * @see https://www.tencentcloud.com/document/product/436/33785
 * @example
 * ```ts
 * import { updateJobStatus } from "cos-jobs";
 *
 * await updateJobStatus({
 *   region: "ap-chengdu",
 *   uin: "100000000001",
 *   appId: "1250000000",
 *   credentials: { secretId: process.env.COS_SECRET_ID!, secretKey: process.env.COS_SECRET_KEY! },
 *   jobId: "65f2e4cf-83f5-42f1-9aa2-14720613da29",
 *   requestedJobStatus: "Cancelled",
 * });
 * ```
 */
export function updateJobStatus(
  options: CosJobsOptions & UpdateJobStatusInput & Pick<CallOptions, "signal">,
): Promise<UpdateJobStatusResult>;

/** A request to sign. All given parameters and headers are signed. */
export interface SignableRequest {
  /** The HTTP method. */
  method: string;
  /** The path, decoded or percent-encoded. */
  path: string;
  /** The parameters, decoded. */
  query?: Record<string, string> | undefined;
  /** Include `host`. Never sign `content-length` in a browser. */
  headers?: Record<string, string> | undefined;
}

/** The keys and the time for a signature. */
export interface SigningKeys {
  /** The SecretId, which the signature contains. */
  secretId: string;
  /** The SecretKey. */
  secretKey: string;
  /** The first second in which the signature is valid, in unix seconds. */
  startTime: number;
  /** The last second in which the signature is valid, in unix seconds. */
  endTime: number;
}

/** All stages of a signature. It contains no key. */
export interface SignatureExplanation {
  /** `q-key-time`: the seconds in which the signature is valid. */
  keyTime: string;
  /** The method, path, parameters and headers in the form that is hashed. */
  httpString: string;
  /** The text that is signed. It contains the hash of `httpString`. */
  stringToSign: string;
  /** `q-header-list`: the names of the signed headers. */
  headerList: string;
  /** `q-url-param-list`: the names of the signed parameters. */
  urlParamList: string;
  /** The value of the `Authorization` header. */
  authorization: string;
}

/**
 * The value of the `Authorization` header for any COS request.
 *
 * @throws {CosJobsError} Kind `"input"` if the request or the keys are wrong.
 * @see https://www.tencentcloud.com/document/product/436/7778
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

/**
 * All stages of {@link authorization}, for comparison with the stages that the service reports in an error.
 *
 * @throws {CosJobsError} Kind `"input"` if the request or the keys are wrong.
 * @see https://www.tencentcloud.com/document/product/436/7778
 * @example
 * ```ts
 * import { explainSignature } from "cos-jobs";
 *
 * const { httpString, stringToSign } = await explainSignature(
 *   { method: "GET", path: "/jobs", query: { maxResults: "10" }, headers: { host: "example.com" } },
 *   { secretId: "AKID...", secretKey: "...", startTime: 1557989753, endTime: 1557996953 },
 * );
 * console.log(httpString, stringToSign);
 * ```
 */
export function explainSignature(request: SignableRequest, keys: SigningKeys): Promise<SignatureExplanation>;

/**
 * Whether this status is final, so that the job does not change any more: `"Complete"`, `"Failed"` or `"Cancelled"` (436/32961).
 *
 * @example
 * ```ts
 * import { isFinal } from "cos-jobs";
 *
 * console.log(isFinal("Complete"), isFinal("Active")); // true false
 * ```
 */
export function isFinal(status: JobStatus): boolean;

/**
 * Whether the service accepts the requested status for a job in this status: `"yes"` is documented, `"likely"` and
 * `"unlikely"` are estimates, and `"no"` is impossible. A status that this version does not know is `"unlikely"`.
 *
 * @example
 * ```ts
 * import { canRequest } from "cos-jobs";
 *
 * console.log(canRequest("Suspended", "Ready"), canRequest("Complete", "Cancelled")); // yes no
 * ```
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
 * Loads the WebAssembly before the first call, or from a source that you provide. Without it, the first call loads the
 * WebAssembly; `cos-jobs/slim` has none of its own, so there it is required. A failed load can be repeated.
 *
 * @throws {CosJobsError} Kind `"input"` if the source is not the `cos-jobs.wasm` of this version, or if a
 * Content-Security-Policy does not allow WebAssembly.
 * @example
 * ```ts
 * import { initialize } from "cos-jobs";
 *
 * await initialize();
 * ```
 */
export function initialize(source?: WasmSource | Promise<WasmSource>): Promise<void>;

/**
 * The error with which a call rejects. Decide by `name`, `kind`, `code` and `effect`, and not by `instanceof`, which fails
 * between the ESM copy and the CommonJS copy of the package.
 *
 * @see https://www.tencentcloud.com/document/product/436/33787
 * @example
 * ```ts
 * try {
 *   await jobs.confirmJob({ jobId: "unknown-job" });
 * } catch (error) {
 *   const { kind, code, effect, message } = error as CosJobsError;
 *   console.log(kind, code, effect, message);
 * }
 * ```
 */
export class CosJobsError extends Error {
  /** The same in every copy of the package. */
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
   * (confirmJobs and cancelJobs).
   */
  readonly code: string;
  /** What happened and what to do. */
  readonly message: string;
  /** The action whose request failed: the action of the call, or the one that looked at the job, such as `"DescribeJob"`. */
  readonly action?: Action;
  /** The HTTP status of the answer, if an answer arrived. */
  readonly statusCode?: number;
  /** The id of the request, for the support of Tencent Cloud. */
  readonly requestId?: string;
  /** The trace id of the request, for the support of Tencent Cloud. */
  readonly traceId?: string;
  /** The resource that the service names in its error. */
  readonly resource?: string;
  /** How many times the request of the action was sent. Requests that only look at the job are not counted. */
  readonly attempts: number;
  /** Whether the same call may succeed later without a change of its input. */
  readonly retryable: boolean;
  /**
   * Of a createJob whose effect is unknown: the token of the request. Repeat the call with it. If the job was created, the
   * repetition finds it, and it never creates a second one.
   */
  readonly clientRequestToken?: string;
  /** The status that the last look of this call at the job showed. Missing if the call did not look. */
  readonly jobStatus?: JobStatus;
  /**
   * Whether this call may have changed something.
   *
   * - `"none"`: it did not. Nothing was sent, or the service refused the change and no look contradicts this.
   * - `"unknown"`: it may have, or a copy of the request that is still on its way may do so. Every answer was lost or came from a
   *   cache, or the looks contradict the refusal, or the service refused a change although the job is already in the
   *   requested state: an earlier copy of the same request may be the reason.
   *
   * The error of a read always has `"none"`.
   */
  readonly effect: "none" | "unknown";
  /** The host's own error. */
  readonly cause?: unknown;
  /**
   * The error as plain data, without its cause. An error that is posted to another thread keeps only its message: post
   * `error.toJSON()` instead.
   */
  toJSON(): Record<string, unknown>;
}
