/** Processor milliseconds that the reference work took where the limits of the tests were set. */
const NOMINAL = 25;

/** How much slower this machine is now than where the limits were set; measured once, in this very run. */
const slowness = Math.max(1, Math.min(reference(), reference(), reference()) / NOMINAL);

/**
 * Processor time this process has used, in milliseconds of the reference machine. Differences of two calls
 * do not grow with what else runs here: other processes' time is not in them, and the rest is a ratio to a
 * fixed piece of work.
 */
export function processorTime(): number {
  return used() / slowness;
}

function used(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Strings, regular expressions and maps: what the measured work is made of. */
function reference(): number {
  const began = used();
  const seen = new Map<string, number>();
  for (let round = 0; round < 12; round++) {
    const text = Array.from({ length: 4000 }, (_, at) => `value_${(at * 7919) % 5003} = ${at};`).join("\n");
    for (const [word] of text.matchAll(/[a-z]+_\d+/g)) seen.set(word, (seen.get(word) ?? 0) + 1);
  }
  return seen.size > 0 ? used() - began : 0;
}
