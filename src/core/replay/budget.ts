/** What marks say of a change that a budget decides about: whether it should open its surface, and its score. */
export interface Weighed {
  readonly need: number;
  readonly opens: boolean;
}

/** The largest budget a configuration may set, in percent. */
const MOST = 50;

/** How many marks a budget goes against. */
export function against(
  marks: readonly Weighed[],
  alarms: number,
  opensAt: (need: number, alarms: number) => boolean,
): number {
  return marks.filter(({ need, opens }) => opensAt(need, alarms) !== opens).length;
}

/**
 * The budget of false alarms, in whole percent, that goes against the fewest marks; of equally good ones the
 * nearest to what holds now. `undefined` where none is better than that.
 */
export function budgetFor(
  marks: readonly Weighed[],
  now: number,
  opensAt: (need: number, alarms: number) => boolean,
): number | undefined {
  let best = now;
  let fewest = against(marks, now, opensAt);
  const others = Array.from({ length: MOST }, (_, at) => at + 1).sort(
    (a, b) => Math.abs(a - now) - Math.abs(b - now),
  );
  for (const alarms of others) {
    const count = against(marks, alarms, opensAt);
    if (count < fewest) [best, fewest] = [alarms, count];
  }
  return best === now ? undefined : best;
}
