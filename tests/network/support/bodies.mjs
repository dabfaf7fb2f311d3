/** Bodies that are too large for an answer. */

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, deflateRawSync } from "node:zlib";

const MIB = 1 << 20;

/** The size of the plain body. */
export const FLOOD_BYTES = 100_000_000;

/** The size of the compressed body after decompression. */
export const BOMB_BYTES = 1024 * MIB;

/** Sends 100 MB of XML, as fast as the client reads it. */
export const flood = (headers) => async (socket) => {
  socket.write(`HTTP/1.1 200 OK\r\n${headers}content-length: ${FLOOD_BYTES}\r\n\r\n`);
  // A client closes the connection when it has read enough.
  await pipeline(Readable.from(pieces()), socket, { end: false }).catch(() => {});
};

function* pieces() {
  const piece = Buffer.alloc(1_000_000, "<UpdateJobStatusResult>");
  for (let sent = 0; sent < FLOOD_BYTES; sent += piece.length) yield piece;
}

/** One MiB of spaces, compressed so that copies of it can be concatenated. */
const packed = deflateRawSync(Buffer.alloc(MIB, " "), { finishFlush: constants.Z_FULL_FLUSH });
const gzipHead = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/** Sends about a MB that unpacks to a GiB. It has no end; a client must stop reading long before. */
export const bomb = (head) => async (socket) => {
  const body = Buffer.concat([gzipHead, ...Array.from({ length: BOMB_BYTES / MIB }, () => packed)]);
  socket.write(`${head}content-length: ${body.length + 18}\r\n\r\n`);
  socket.write(body);
};
