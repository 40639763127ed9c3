/** Numbers that look random and come again with the same seed. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** At least 0, below `end`. */
  below(end: number): number;
  pick<T>(list: readonly T[]): T;
  chance(share: number): boolean;
}

/** mulberry32 */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (end: number) => Math.floor(next() * end);
  return { next, below, pick: (list) => list[below(list.length)]!, chance: (share) => next() < share };
}

/** The seed of this run: `--seed=5`, `--seed 5`, `SEED=5`, else a new one. Printed, so that a failure can be had again. */
export function seedOf(args: readonly string[] = process.argv): number {
  const at = args.findIndex((arg) => arg === "--seed" || arg.startsWith("--seed="));
  const said = at < 0 ? process.env["SEED"] : (args[at]!.split("=")[1] ?? args[at + 1]);
  return said === undefined ? Date.now() % 1_000_000_000 : Number(said);
}
