// A Cloudflare Worker. Each request contains one task; a task without an account is for the emulator in the worker.
import { CosJobs, CosJobsError } from "cos-jobs";
import { createEmulator } from "cos-jobs/emulator";
import { emulated } from "./emulated.mjs";
import { scenario } from "./scenario.mjs";

export default {
  async fetch(request) {
    try {
      const given = await request.json();
      const outcome = given.options
        ? await scenario({ CosJobs, CosJobsError }, given)
        : await emulated({ CosJobs, CosJobsError, createEmulator });
      return Response.json(outcome);
    } catch (error) {
      return new Response(`${error.stack}\n${error.cause?.stack}`, { status: 500 });
    }
  },
};
