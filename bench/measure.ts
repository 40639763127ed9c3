/** Times of one kind of work, in milliseconds. */
export interface Times {
  readonly median: number;
  readonly p95: number;
}

/** Runs work `rounds` times after one warm-up and gives the median and the 95th percentile. */
export async function timed(rounds: number, work: (round: number) => unknown): Promise<Times> {
  await work(-1);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await work(round);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}

/** One line of the report: what, how much, against what, and whether it is within its budget. */
export function report(what: string, value: string, budget: string, within: boolean): void {
  console.log(`${within ? "✔" : "✖"} ${what.padEnd(52)} ${value.padStart(26)}   goal: ${budget}`);
}
