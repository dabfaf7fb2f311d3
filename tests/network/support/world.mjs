/** An emulator with jobs for the tests, and a trap server where no request may arrive. */

import { once } from "node:events";
import { createServer } from "node:http";

import { account, esm, startEmulator } from "../../js/support.mjs";
import { makeScenarios } from "./scenarios.mjs";

/** About a third of the jobs wait for their confirmation; each scenario uses one of those. */
const JOBS = "1500";

export async function startWorld(t, conditions) {
  const { endpoint } = await startEmulator(t, "--empty", "--seed-jobs", JOBS);
  const direct = new esm.CosJobs({ ...account, endpoint });
  const trap = await startTrap(t);
  const scenarios = await makeScenarios(direct, endpoint, trap.endpoint, conditions);
  t.after(() => scenarios.forEach(({ proxy }) => proxy.close()));
  return { direct, trap, scenarios };
}

/** A server that counts its requests, which can only come from followed redirects. */
async function startTrap(t) {
  const trap = { visits: 0 };
  const server = createServer((_, response) => {
    trap.visits += 1;
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  trap.endpoint = `http://127.0.0.1:${server.address().port}`;
  return trap;
}
