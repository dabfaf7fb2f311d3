/**
 * Offers S3 Control's UpdateJobStatus for the jobs of the emulator, so that AWS's client can cancel a job that really
 * exists. The two services differ only in the path, the signature and the outer element of an error.
 */

import { createServer } from "node:http";

const PATH = /^\/v20180820\/jobs\/([^/?]+)\/status\?/;

/** @param {import("../../pkg/index.js").CosJobs} jobs a client of the emulator, which signs the requests */
export async function startS3Control(jobs) {
  const server = createServer(async (request, response) => {
    const [, jobId] = request.url.match(PATH);
    const query = new URL(request.url, "http://localhost").searchParams;
    const { url, method, headers } = await jobs.prepare("UpdateJobStatus", { jobId, ...Object.fromEntries(query) });
    const answer = await fetch(url, { method, headers });
    response.writeHead(answer.status, { "content-type": "application/xml" }).end(inItsFrame(await answer.text()));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { endpoint: `http://127.0.0.1:${server.address().port}`, close };
}

function inItsFrame(xml) {
  const error = xml.match(/<Error>.*<\/Error>/s)?.[0];
  return error ? `<ErrorResponse>${error}</ErrorResponse>` : xml;
}
