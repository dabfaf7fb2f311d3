/** Row: the bytes that a page loads. */

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));

const OURS = "cos-jobs, complete, with its WebAssembly inline";
const WASM = "cos-jobs.wasm alone";
const SLIM = "cos-jobs/slim, JavaScript only";
const AWS = "@aws-sdk/client-s3-control: the client and UpdateJobStatusCommand";
const BROWSER_SDK = "cos-js-sdk-v5";

export const row = {
  name: "bytes",
  title: "Bytes that a page loads",
  timed: "Bundled for browsers and minified by esbuild, then gzip -9; the WebAssembly unchanged, gzip -9. A kB is 1,000 bytes.",
  async measure() {
    const samples = {
      [OURS]: [await bundled('export * from "../../pkg/index.js"')],
      [WASM]: [kilobytes(await readFile(new URL("../../pkg/cos-jobs.wasm", import.meta.url)))],
      [SLIM]: [await bundled('export * from "../../pkg/slim.js"')],
      [AWS]: [await bundled('export { S3ControlClient, UpdateJobStatusCommand } from "@aws-sdk/client-s3-control"')],
      [BROWSER_SDK]: [await bundled('export { default } from "cos-js-sdk-v5"')],
    };
    const goals = [
      { of: OURS, most: 95 },
      { of: WASM, most: 86 },
    ];
    return [{ unit: "kB", ours: OURS, own: [WASM, SLIM], samples, goals }];
  },
};

async function bundled(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: here },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
  });
  return kilobytes(outputFiles[0].contents);
}

const kilobytes = (bytes) => gzipSync(bytes, { level: 9 }).length / 1000;
