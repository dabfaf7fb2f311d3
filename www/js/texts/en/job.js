export default {
  progress: "Progress",
  reasons: "What happened",
  operation: "Operation",
  manifest: "Manifest",
  report: "Report",
  about: "About the job",
  field: {
    statusUpdateReason: "Reason of the last change",
    suspendedCause: "Suspended because",
    suspendedDate: "Suspended at",
    terminationDate: "Ended at",
    numberOfTasksSucceeded: "Succeeded",
    numberOfTasksFailed: "Failed",
    totalNumberOfTasks: "All",
    creationTime: "Created at",
  },
};
