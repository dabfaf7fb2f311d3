// The slim entry in CommonJS: the program reads the wasm itself.
const { readFileSync } = require("node:fs");
const { CosJobs, CosJobsError, initialize } = require("cos-jobs/slim");

async function main([given]) {
  await initialize(readFileSync(require.resolve("cos-jobs/cos-jobs.wasm")));
  const { scenario } = await import("./scenario.mjs");
  console.log(JSON.stringify(await scenario({ CosJobs, CosJobsError }, JSON.parse(given))));
}
main(process.argv.slice(2));
