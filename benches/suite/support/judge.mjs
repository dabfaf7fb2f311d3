/** Medians, ratios, and whether a goal is met. */

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * How many times as much the first takes. If the samples were taken in rounds, it is the median of the ratios of all rounds. In one round
 * both run shortly after each other, so a machine that becomes slower or faster between two rounds does not change it.
 */
export function ratio(own, other, inRounds) {
  if (!inRounds) return median(own) / median(other);
  return median(own.map((value, round) => value / other[round]));
}

/** A number with three significant digits. */
export function short(number) {
  const digits = Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : Math.abs(number) >= 1 ? 2 : 3;
  return number.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The lines of a table: each contestant with its median, its spread, and the ratio of ours to it, unless it is ours. */
export function lines({ samples, ours, inRounds, own: alsoOurs = [] }) {
  return Object.entries(samples).map(([name, values]) => ({
    name,
    median: short(median(values)),
    spread: values.length > 1 ? `${short(Math.min(...values))} to ${short(Math.max(...values))}` : "",
    ratio: name === ours || alsoOurs.includes(name) ? "" : short(ratio(samples[ours], values, inRounds)),
  }));
}

/** Each goal of a table as a sentence, and whether it is met. An entry without a limit is not a goal. */
export function verdicts({ samples, ours, inRounds, unit, goals }) {
  return goals.map(({ of = ours, against, most, least, mostAbove }) => {
    if (mostAbove !== undefined) {
      const above = median(samples[of]) - median(samples[against]);
      return verdict(of, `≤ ${mostAbove} ${unit} above "${against}"`, above, above <= mostAbove, unit);
    }
    const measured = against ? ratio(samples[of], samples[against], inRounds) : median(samples[of]);
    const isMet = most === undefined ? measured >= least : measured <= most;
    const limit = `${most === undefined ? "≥" : "≤"} ${short(most ?? least)}`;
    if (against) return verdict(of, `${limit} x "${against}"`, measured, isMet, "x");
    return verdict(of, `${limit} ${unit}`, measured, isMet, unit);
  });
}

function verdict(of, goal, measured, isMet, unit) {
  return { isMet, text: `"${of}": goal ${goal}, measured ${short(measured)} ${unit}`, said: isMet ? "met" : "NOT MET" };
}
