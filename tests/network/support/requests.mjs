/** HTTP as bytes on a socket: reading requests, passing them on, writing answers. */

import { Agent, request as send } from "node:http";

const END_OF_HEAD = "\r\n\r\n";

/** The headers that define where an answer ends; they are not passed on. */
const FRAMING = ["content-length", "transfer-encoding"];

// The emulator never closes a connection by itself, so connections can be reused.
const agent = new Agent({ keepAlive: true });

/** Yields the requests of a connection, one after the other. */
export async function* requestsOn(socket) {
  let bytes = Buffer.alloc(0);
  try {
    for await (const piece of socket.iterator({ destroyOnReturn: false })) {
      bytes = Buffer.concat([bytes, piece]);
      for (let request = parse(bytes); request; request = parse(bytes)) {
        bytes = bytes.subarray(request.length);
        yield request;
      }
    }
  } catch {
    // The client may close the connection at any time.
  }
}

/** Returns the request at the beginning of the bytes, if it is complete. */
function parse(bytes) {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const [line, ...fields] = bytes.toString("latin1", 0, end).split("\r\n");
  const [method, target] = line.split(" ");
  const headers = fields.map((field) => [field.slice(0, field.indexOf(":")), field.slice(field.indexOf(":") + 1).trim()]);
  const declared = headers.find(([name]) => name.toLowerCase() === "content-length")?.[1] ?? "0";
  const start = end + END_OF_HEAD.length;
  const length = start + Number(declared);
  return bytes.length < length ? undefined : { method, target, headers, body: bytes.subarray(start, length), length };
}

/** Sends a request to the server unchanged, and returns the server's answer. */
export function passOn({ method, target, headers, body }, server) {
  const { hostname: host, port } = new URL(server);
  // The headers are a flat list, so that Node changes and adds nothing; signed headers must arrive unchanged.
  const options = { host, port, method, path: target, headers: headers.flat(), setHost: false, agent };
  return new Promise((resolve, reject) => {
    const outgoing = send(options, async (response) => {
      const pieces = await response.toArray();
      resolve({ status: response.statusCode, headers: response.rawHeaders, body: Buffer.concat(pieces) });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** The head of an answer, with the given content length if there is one. */
export function headOf({ status, headers }, length) {
  const lines = [`HTTP/1.1 ${status} Whatever`];
  for (let index = 0; index < headers.length; index += 2) {
    if (!FRAMING.includes(headers[index].toLowerCase())) lines.push(`${headers[index]}: ${headers[index + 1]}`);
  }
  // An answer without content must not have a length.
  if (status !== 204) lines.push(`content-length: ${length}`);
  return lines.join("\r\n") + END_OF_HEAD;
}

/** A correct answer. */
export function whole(answer) {
  return Buffer.concat([Buffer.from(headOf(answer, answer.body.length)), answer.body]);
}
