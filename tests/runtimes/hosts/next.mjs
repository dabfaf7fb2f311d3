/** A project for Next.js with one page, a route in Node.js and a route in the Edge runtime: the texts of the files. */
export const FILES = {
  "next.config.mjs": `
    import { join } from "node:path";
    // The hosts are installed in the folder above the project.
    const root = join(import.meta.dirname, "..");
    export default { turbopack: { root }, outputFileTracingRoot: root };
  `,
  "app/layout.js": `
    export const metadata = { title: "cos-jobs", icons: "data:," };
    export default ({ children }) => <html><body>{children}</body></html>;
  `,
  "app/page.js": `
    import { Task } from "./task.js";
    export default () => <Task />;
  `,
  // In a browser: the page itself performs the task in its address.
  "app/task.js": `
    "use client";
    import { CosJobs, CosJobsError } from "cos-jobs";
    import { createEmulator } from "cos-jobs/emulator";
    import { useEffect } from "react";
    import { answer } from "../answer.mjs";
    import { emulated } from "../emulated.mjs";
    import { scenario } from "../scenario.mjs";

    const perform = (given) =>
      given.options ? scenario({ CosJobs, CosJobsError }, given) : emulated({ CosJobs, CosJobsError, createEmulator });
    // A browser calls an effect twice in development.
    let started = false;
    export function Task() {
      useEffect(() => {
        if (!started) answer(perform);
        started = true;
      }, []);
      return <p>a task</p>;
    }
  `,
  "app/node/route.js": `
    import { CosJobs, CosJobsError } from "cos-jobs";
    import { createEmulator } from "cos-jobs/emulator";
    import { emulated } from "../../emulated.mjs";
    import { scenario } from "../../scenario.mjs";

    export const runtime = "nodejs";
    export const dynamic = "force-dynamic";

    export async function POST(request) {
      const given = await request.json();
      return Response.json(
        given.options ? await scenario({ CosJobs, CosJobsError }, given) : await emulated({ CosJobs, CosJobsError, createEmulator }),
      );
    }
  `,
  "app/edge/route.js": `
    import { CosJobs, CosJobsError } from "cos-jobs";
    import { scenario } from "../../scenario.mjs";

    export const runtime = "edge";
    export const dynamic = "force-dynamic";

    export async function POST(request) {
      return Response.json(await scenario({ CosJobs, CosJobsError }, await request.json()));
    }
  `,
};
