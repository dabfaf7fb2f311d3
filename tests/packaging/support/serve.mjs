/** A web server for a folder. */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after } from "node:test";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".wasm": "application/wasm" };

/** Serves the folder with additional headers until all tests of the file have ended, and returns its address. */
export async function serve(folder, headers = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = join(folder, pathname === "/" ? "index.html" : pathname);
    try {
      const body = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain", ...headers }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

/** A page that loads one script. */
export function html(script, type = "module") {
  const kind = type === "module" ? 'type="module"' : "defer";
  // Without an icon in the page the browser requests one, and the failed request would be reported.
  return `<!doctype html><meta charset="utf-8"><title>cos-jobs</title><link rel="icon" href="data:,">
<script ${kind} src="${script}"></script>`;
}
