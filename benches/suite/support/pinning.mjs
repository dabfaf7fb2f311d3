/** Runs the server on one core and the client on another, if the system supports that. */

import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

const can = availableParallelism() > 1 && spawnSync("taskset", ["-c", "1", "true"]).status === 0;

export const pinning = {
  server: can ? ["taskset", "-c", "0"] : [],
  client: can ? ["taskset", "-c", "1"] : [],
  says: can ? "The server is pinned to one core, the client to another." : "Not pinned to cores, because taskset is missing or there is only one core.",
};
