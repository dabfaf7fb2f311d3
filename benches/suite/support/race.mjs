/** Runs contestants in turn: in each round all of them, one after the other, so that disturbances of the machine affect all. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const CONTESTANT = fileURLToPath(new URL("contestant.mjs", import.meta.url));

/**
 * @param {string} row the address of the module that exports `contestants`
 * @param {string[]} names the contestants to run
 * @param {{ rounds: number, ms: number, warmUpMs: number, concurrency?: number, given?: object, pin?: string[] }} how
 * @returns {Promise<Record<string, { micros: number, cpuMicros: number, perSecond: number }[]>>}
 */
export async function race(row, names, how) {
  const { rounds, ms, warmUpMs, concurrency = 1, given = {}, pin = [] } = how;
  const children = [];
  try {
    for (const name of names) children.push(await start(row, name, given, pin));
    const samples = Object.fromEntries(names.map((name) => [name, []]));
    for (const { work } of children) await work(warmUpMs, concurrency);
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, work } of inTurn(children, round)) samples[name].push(await work(ms, concurrency));
    }
    return samples;
  } finally {
    children.forEach(({ stop }) => stop());
  }
}

/** Another begins each round, so that none always follows the same one. */
export const inTurn = (all, round) => all.map((_, index) => all[(index + round) % all.length]);

async function start(row, name, given, pin) {
  const [program, ...words] = [...pin, process.execPath, "--no-warnings", CONTESTANT, row, name, JSON.stringify(given)];
  const child = spawn(program, words, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const answer = async () => {
    const [message] = await Promise.race([once(child, "message"), failed(child, name)]);
    return message;
  };
  const work = (ms, concurrency) => {
    child.send({ ms, concurrency });
    return answer();
  };
  await answer();
  return { name, work, stop: () => child.kill() };
}

async function failed(child, name) {
  const [code] = await once(child, "exit");
  throw new Error(`${name} ended with ${code}`);
}

/** The parts of a table about one of the numbers of each sample of a race, whose samples are taken in rounds. */
export function pick(samples, number) {
  const numbers = Object.entries(samples).map(([name, rounds]) => [name, rounds.map((round) => round[number])]);
  return { inRounds: true, samples: Object.fromEntries(numbers) };
}
