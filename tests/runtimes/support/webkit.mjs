/** WebKitGTK's browser through its WebDriver, in a virtual display (Xvfb). */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { program } from "./program.mjs";

const INSTALLATION = "apt-get install webkit2gtk-driver xvfb";

/** The maximum time until the driver answers, and until a page prints its result. */
const LIMIT_MS = 30_000;

/** Without the sandbox it can be started by root; it loads only our own pages. */
const ENVIRONMENT = { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", NO_AT_BRIDGE: "1", GDK_BACKEND: "x11" };

/** A script for the head of each page: WebDriver cannot read the console, so the page keeps what it prints. */
export const KEEP_CONSOLE = `<script>
  window.printed = [];
  console.log = (line) => printed.push(line);
  for (const kind of ["error", "unhandledrejection"]) {
    addEventListener(kind, ({ message, reason }) => printed.push(\`\${kind}: \${message ?? reason}\`));
  }
</script>`;

/** Starts the browser, or tells why it cannot be tested here. */
export async function startWebKit() {
  const driver = program("WebKitGTK", process.env.COS_JOBS_WEBKIT_DRIVER, ["WebKitWebDriver"], INSTALLATION);
  const display = program("WebKitGTK", undefined, ["Xvfb"], INSTALLATION);
  const missing = driver.missing ?? display.missing;
  if (missing) return { name: "WebKitGTK", needed: { skip: missing }, stop() {} };
  const children = [];
  const stop = () => children.forEach((child) => child.kill());
  try {
    return { ...(await start(driver.path, display.path, children)), needed: {}, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

async function start(driver, display, children) {
  const xvfb = spawn(display, ["-displayfd", "3", "-screen", "0", "1024x768x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  children.push(xvfb);
  const [number] = await once(xvfb.stdio[3].setEncoding("utf8"), "data");
  const port = await freePort();
  const env = { ...ENVIRONMENT, DISPLAY: `:${number.trim()}` };
  children.push(spawn(driver, [`--port=${port}`, "--host=127.0.0.1"], { stdio: "ignore", env }));
  const address = `http://127.0.0.1:${port}`;
  await eventually("the driver answers", () => send(`${address}/status`, "GET").catch(() => undefined));
  const { sessionId, capabilities } = await send(`${address}/session`, "POST", { capabilities: {} });
  const session = `${address}/session/${sessionId}`;
  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    /** Opens a page and returns the line that begins with `answer `, as JSON. */
    async answerOf(url) {
      await send(`${session}/url`, "POST", { url });
      const printed = { script: "return window.printed", args: [] };
      return eventually("the page answers", async () => {
        const lines = await send(`${session}/execute/sync`, "POST", printed);
        const problem = lines?.find((line) => /^(error|unhandledrejection): /.test(line));
        if (problem) throw new Error(`the page failed: ${problem}`);
        const answer = lines?.find((line) => line.startsWith("answer "));
        return answer && JSON.parse(answer.slice("answer ".length));
      });
    },
  };
}

async function send(url, method, body) {
  const response = await fetch(url, { method, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`WebDriver: ${value.error}: ${value.message}`);
  return value;
}

async function eventually(what, check) {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${LIMIT_MS} ms`);
    await sleep(50);
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
