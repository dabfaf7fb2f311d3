// The same in CommonJS.
const { CosJobs, CosJobsError } = require("cos-jobs");
const { createEmulator } = require("cos-jobs/emulator");

import("./emulated.mjs")
  .then(({ emulated }) => emulated({ CosJobs, CosJobsError, createEmulator }))
  .then((outcome) => console.log(JSON.stringify(outcome)));
