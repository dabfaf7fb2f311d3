/** The jobs that exist when the emulator starts: some wait for confirmation, some run, and some have ended. */

const JOBS = [
  { status: "Suspended", description: "Copy photos to infrequent access", tasks: 10_000 },
  { status: "Active", description: "Restore the archive of 2023", operation: "COSInitiateRestoreObject", tasks: 40_000, executed: 6000 },
  { status: "Suspended", description: "Delete temporary uploads", operation: "COSDeleteObject", tasks: 5000 },
  { status: "Ready", description: "Tag new arrivals", operation: "COSPutObjectTagging", priority: 5, tasks: 3000 },
  { status: "Suspended", description: "复制日志到归档存储", priority: 8, tasks: 9000 },
  { status: "Complete", description: "Copy the video masters", priority: 20, tasks: 84_000 },
  { status: "Failed", description: "Copy to a bucket that was deleted", tasks: 2000, failingPercent: 100 },
  { status: "Cancelled", description: "Delete the old website", operation: "COSDeleteObject", tasks: 27_000, statusUpdateReason: "not yet" },
  { status: "Suspended", description: "nightly copy", tasks: 1500, failingPercent: 2 },
  { status: "Complete", description: "Tag the public assets", operation: "COSPutObjectTagging", priority: 7, tasks: 5300 },
];

/** `count` jobs. The same count gives the same jobs. */
export function demoJobs(count) {
  return Array.from({ length: count }, (_, index) => {
    const job = JOBS[index % JOBS.length];
    const round = Math.floor(index / JOBS.length) + 1;
    return round === 1 ? job : { ...job, description: `${job.description} (${round})` };
  });
}
