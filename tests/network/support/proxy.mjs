/** A proxy between one client and the emulator, which applies the planned fault to each request. */

import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { passOn, requestsOn, whole } from "./requests.mjs";

/**
 * @param {string} server
 * @param {(request: { method: string, isChange: boolean, change: number }) => string | undefined} plan the fault of a
 * request; `change` counts the changes among them from 1
 * @param {Record<string, object>} faults by name
 * @param {string} elsewhere the target of redirects
 */
export async function startProxy(server, plan, faults, elsewhere) {
  /** Each request with its fault and whether the server received it. */
  const log = [];
  const sockets = new Set();
  const underWay = new Set();

  async function serve(socket) {
    for await (const request of requestsOn(socket)) {
      // A CORS preflight is sent by the browser, not by the package, so it gets no fault.
      if (request.method === "OPTIONS") socket.write(whole(await passOn(request, server)));
      else await during(handle(socket, request));
    }
    // The other side has closed its half, so our answer has no receiver any more.
    socket.destroy();
  }

  async function handle(socket, request) {
    const isChange = request.method !== "GET";
    const change = log.filter((entry) => entry.isChange).length + (isChange ? 1 : 0);
    const name = plan({ method: request.method, isChange, change });
    const isOpen = () => !socket.destroyed;
    const entry = { method: request.method, isChange, fault: name, reached: false, taken: 0, isOpen };
    log.push(entry);
    const fault = faults[name];
    if (fault?.delay) await sleep(fault.delay);
    let answer;
    if (!fault || fault.reaches) {
      const send = (changed) => passOn(changed, server);
      answer = await (fault?.deliver ? fault.deliver(request, send) : send(request));
      Object.assign(entry, { reached: true, status: answer.status });
    }
    if (fault) await fault.answer(socket, answer, { elsewhere, target: request.target });
    else socket.write(whole(answer));
    entry.taken = socket.bytesWritten - socket.writableLength;
  }

  async function during(work) {
    underWay.add(work);
    await work.finally(() => underWay.delete(work));
  }

  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // Broken connections are expected here.
    socket.on("error", () => {});
    serve(socket).catch((error) => (proxy.failure ??= error));
  });
  await new Promise((resolve) => listener.listen(0, "127.0.0.1", resolve));

  const proxy = {
    endpoint: `http://127.0.0.1:${listener.address().port}`,
    log,
    /** Errors of the proxy itself. */
    failure: undefined,
    /** Waits for requests that the server has not answered yet. */
    settle: () => Promise.allSettled(underWay),
    close() {
      listener.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return proxy;
}
