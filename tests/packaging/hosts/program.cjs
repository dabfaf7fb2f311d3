// A program in CommonJS.
const { CosJobs, CosJobsError } = require("cos-jobs");

async function main([given]) {
  const { scenario } = await import("./scenario.mjs");
  console.log(JSON.stringify(await scenario({ CosJobs, CosJobsError }, JSON.parse(given))));
}
main(process.argv.slice(2));
