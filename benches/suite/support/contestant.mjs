/**
 * One contestant of a row in a process of its own, so that no other's types and garbage slow it down.
 *
 *     node contestant.mjs ROW.mjs NAME GIVEN
 *
 * It sets itself up, then is told again and again to work for so long, and answers how that went.
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
    // As many calls between two looks at the clock as take about a millisecond, so that looking costs nothing.
    if (after - now < 0.5 && batch < 1024) batch *= 2;
    else if (after - now > 2 && batch > 1) batch /= 2;
    now = after;
  }
}
