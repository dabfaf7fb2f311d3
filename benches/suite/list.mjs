/** Row: an answer of ListJobs. */

import { equal } from "node:assert/strict";
import { createRequire } from "node:module";

import { CosJobs } from "../../pkg/index.js";
import { account, answerWith, bytesOf, jobAt, pageXml } from "./support/data.mjs";
import { pick, race } from "./support/race.mjs";

const require = createRequire(import.meta.url);

/** A full page. */
const COUNT = 1000;

const OURS = "cos-jobs listJobs()";
const FAST = "fast-xml-parser";
const NODE_SDK = "cos-nodejs-sdk-v5 xml2json()";
const JSON_LIMIT = "JSON.parse of the same jobs (the limit)";

export const contestants = { [OURS]: ours, [FAST]: fastXmlParser, [NODE_SDK]: nodeSdk, [JSON_LIMIT]: json };

export const row = {
  name: "list",
  title: `An answer of ListJobs with ${COUNT} jobs`,
  timed:
    "From the body's bytes to plain objects. Ours: the complete `listJobs()` with an injected fetch, with request, signature and checks " +
    "included. The parsers: UTF-8 decoding and parsing. JSON.parse: the same for a JSON text of the same result.",
  async measure(how) {
    const tables = [];
    for (const [title, description] of Object.entries({
      "descriptions in ASCII": "nightly copy of the photos, number",
      "descriptions in Chinese": "每晚复制照片的任务，编号",
    })) {
      const samples = await race(import.meta.url, Object.keys(contestants), { ...how, given: { description } });
      const goals = [
        { against: NODE_SDK, most: 1 / 4 },
        { against: JSON_LIMIT, most: 4.5 },
      ];
      tables.push({ title, unit: "µs", ours: OURS, ...pick(samples, "micros"), goals });
    }
    return tables;
  },
};

const jobsOf = (description) => Array.from({ length: COUNT }, (_, number) => jobAt(number, description));
const page = ({ description }) => bytesOf(pageXml(jobsOf(description), "next"));

async function ours(given) {
  const bytes = page(given);
  const jobs = new CosJobs({ ...account, fetch: async () => answerWith(bytes) });
  const { jobs: listed } = await jobs.listJobs();
  equal(JSON.stringify(listed), JSON.stringify(jobsOf(given.description)));
  return () => jobs.listJobs();
}

async function fastXmlParser(given) {
  const { XMLParser } = await import("fast-xml-parser");
  const [bytes, parser, decoder] = [page(given), new XMLParser(), new TextDecoder()];
  equal(parser.parse(decoder.decode(bytes)).ListJobsResult.Jobs.member.length, COUNT);
  return () => parser.parse(decoder.decode(bytes));
}

async function nodeSdk(given) {
  const { xml2json } = require("cos-nodejs-sdk-v5").util;
  const [bytes, decoder] = [page(given), new TextDecoder()];
  equal(xml2json(decoder.decode(bytes)).ListJobsResult.Jobs.member.length, COUNT);
  return () => xml2json(decoder.decode(bytes));
}

async function json({ description }) {
  const result = { jobs: jobsOf(description), nextToken: "next", requestId: "NWRhNmNmYzRfYTdjNzg4YTBfOTRkNl8xMjM0" };
  const [bytes, decoder] = [bytesOf(JSON.stringify(result)), new TextDecoder()];
  return () => JSON.parse(decoder.decode(bytes));
}
