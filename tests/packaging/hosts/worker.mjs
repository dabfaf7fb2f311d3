// A Cloudflare Worker; each request contains one task.
import { CosJobs, CosJobsError } from "cos-jobs";
import { scenario } from "./scenario.mjs";

export default {
  async fetch(request) {
    try {
      return Response.json(await scenario({ CosJobs, CosJobsError }, await request.json()));
    } catch (error) {
      return new Response(`${error.stack}\n${error.cause?.stack}`, { status: 500 });
    }
  },
};
