/** A proxy between one client and the emulator, which does to each request what its plan says. */

import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { passOn, requestsOn, whole } from "./requests.mjs";

/**
 * @param {string} server
 * @param {(request: { method: string, isChange: boolean, change: number }) => string | undefined} plan the fault of a
 * request; `change` counts the changes among them from 1
 * @param {Record<string, object>} faults by name
 * @param {string} elsewhere where redirects lead
 */
export async function startProxy(server, plan, faults, elsewhere) {
  /** Each request with its fault, and whether the server got it. */
  const log = [];
  const sockets = new Set();
  const underWay = new Set();

  async function serve(socket) {
    for await (const request of requestsOn(socket)) {
      // A browser's question whether it may send a request is none of the package's requests.
      if (request.method === "OPTIONS") socket.write(whole(await passOn(request, server)));
      else await during(handle(socket, request));
    }
    // The other side has closed its half, so the answer of ours has nobody left to take it.
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
      answer = await passOn(request, server);
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
    // Breaking connections is what happens here all the time.
    socket.on("error", () => {});
    serve(socket).catch((error) => (proxy.failure ??= error));
  });
  await new Promise((resolve) => listener.listen(0, "127.0.0.1", resolve));

  const proxy = {
    endpoint: `http://127.0.0.1:${listener.address().port}`,
    log,
    /** What went wrong in the proxy itself, if anything did. */
    failure: undefined,
    /** Waits for requests that are still on their way to the server. */
    settle: () => Promise.allSettled(underWay),
    close() {
      listener.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return proxy;
}
