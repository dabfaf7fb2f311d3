export default {
  select: "Select {job}",
  column: {
    status: "Status",
    job: "Job",
    operation: "Operation",
    priority: "Priority",
    progress: "Progress",
    created: "Created",
    actions: "Actions",
  },
};
