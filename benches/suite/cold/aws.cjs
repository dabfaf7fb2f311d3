const { S3ControlClient, UpdateJobStatusCommand } = require("@aws-sdk/client-s3-control");
const { account, input } = require("./request.cjs");

// The handler receives the signed request, which would be sent now.
const handle = ({ headers }) => process.exit(headers.authorization ? 0 : 1);
const client = new S3ControlClient({
  region: "us-east-1",
  credentials: { accessKeyId: "bench-secret-id", secretAccessKey: "bench-secret-key" },
  requestHandler: { handle },
});
client.send(
  new UpdateJobStatusCommand({
    AccountId: account.uin,
    JobId: input.jobId,
    RequestedJobStatus: input.requestedJobStatus,
  }),
);
