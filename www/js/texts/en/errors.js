export default {
  kind: {
    service: "COS refused the request",
    network: "COS could not be reached",
    timeout: "COS did not answer in time",
    response: "The answer could not be understood",
    credentials: "There are no usable keys",
    input: "Nothing was sent: the input is wrong",
    other: "Something in this page went wrong",
  },
  effect: {
    none: "Nothing was changed.",
    unknown: "The change MAY have happened. Look at the job's status before you repeat it.",
  },
  fact: {
    code: "Code",
    status: "HTTP status",
    "request-id": "Request ID",
    "trace-id": "Trace ID",
    attempts: "Attempts",
  },
  now: "The job is {status} now.",
  unread: "The job's status could not be read either.",
  copy: "Copy details",
};
