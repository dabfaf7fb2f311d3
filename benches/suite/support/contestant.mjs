/**
 * Runs one contestant of a row in a separate process, so that types and garbage of the others do not slow it down.
 *
 *     node contestant.mjs ROW.mjs NAME GIVEN
 *
 * It prepares its work once. Then it receives a duration several times, works that long, and reports the result.
 */

const [row, name, given] = process.argv.slice(2);
const { contestants } = await import(row);
const each = await contestants[name](JSON.parse(given));
let calls = 0;
let batch = 1;

process.on("message", async ({ ms, concurrency }) => process.send(await work(ms, concurrency)));
process.send("ready");

async function work(ms, concurrency) {
  const before = calls;
  const cpu = process.cpuUsage();
  const start = performance.now();
  await Promise.all(Array.from({ length: concurrency }, () => workUntil(start + ms)));
  const elapsed = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const made = calls - before;
  return { micros: (elapsed * 1000) / made, cpuMicros: (user + system) / made, perSecond: (made * 1000) / elapsed };
}

async function workUntil(end) {
  for (let now = performance.now(); now < end; ) {
    for (let left = batch; left > 0; left -= 1) {
      const answer = each((calls += 1));
      if (answer instanceof Promise) await answer;
    }
    const after = performance.now();
    // Reads the clock about once per millisecond of calls, so that reading it costs almost nothing.
    if (after - now < 0.5 && batch < 1024) batch *= 2;
    else if (after - now > 2 && batch > 1) batch /= 2;
    now = after;
  }
}
