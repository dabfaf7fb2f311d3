/** Bodies that are too large to be answers. */

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, deflateRawSync } from "node:zlib";

const MIB = 1 << 20;

/** The size of the plain body. */
export const FLOOD_BYTES = 100_000_000;

/** What the packed body unpacks to. */
export const BOMB_BYTES = 1024 * MIB;

/** Sends XML that goes on for 100 MB, as fast as it is taken. */
export const flood = (headers) => async (socket) => {
  socket.write(`HTTP/1.1 200 OK\r\n${headers}content-length: ${FLOOD_BYTES}\r\n\r\n`);
  // A client that has had enough closes the connection.
  await pipeline(Readable.from(pieces()), socket, { end: false }).catch(() => {});
};

function* pieces() {
  const piece = Buffer.alloc(1_000_000, "<UpdateJobStatusResult>");
  for (let sent = 0; sent < FLOOD_BYTES; sent += piece.length) yield piece;
}

/** A MiB of blanks, packed so that copies of it can stand one after the other. */
const packed = deflateRawSync(Buffer.alloc(MIB, " "), { finishFlush: constants.Z_FULL_FLUSH });
const gzipHead = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/** Sends about a MB that unpacks to a GiB. It has no end: nobody should get that far. */
export const bomb = (head) => async (socket) => {
  const body = Buffer.concat([gzipHead, ...Array.from({ length: BOMB_BYTES / MIB }, () => packed)]);
  socket.write(`${head}content-length: ${body.length + 18}\r\n\r\n`);
  socket.write(body);
};
