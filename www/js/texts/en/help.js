export default {
  general: {
    title: "Everywhere", help: "this overview", search: "search", create: "create a job", refresh: "read all jobs again",
    close: "close the job or the dialog",
  },
  list: {
    title: "In the list", rows: "previous or next job", controls: "other control of the same job", pages: "a page up or down",
    ends: "first or last job", open: "open the job", select: "select the job, on its box", range: "select all jobs in between",
  },
  link: "The address of the page keeps the open job and the filters: copy it to share them. It contains no key.",
};
