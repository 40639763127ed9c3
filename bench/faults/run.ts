/**
 * The fault tests at their nightly size (STORAGE.md §8):
 *   tsx bench/faults/run.ts                         all of them
 *   tsx bench/faults/run.ts kills --count 20000     one, with another number
 *   … --seed 5                                      the same again
 * Prints one JSON line per test; exits 1 when one did not hold.
 */
import { parseArgs } from "node:util";
import { writeTogether } from "../../test/faults/concurrent-writers.ts";
import { fuzzInput, seeds, tryLoader } from "../../test/faults/event-fuzz.ts";
import { randomHistory } from "../../test/faults/git-histories.ts";
import { countCalls, FAULTS, injectFault } from "../../test/faults/injected-faults.ts";
import { killWriters } from "../../test/faults/killed-writers.ts";
import { randomOf, seedOf } from "../../test/faults/seed.ts";
import { stopWriters } from "../../test/faults/stopped-writers.ts";
import { tamperOnce, TAMPERINGS } from "../../test/faults/tampering.ts";
import type { Aftermath } from "../../test/faults/processes.ts";

interface Result {
  readonly held: boolean;
  readonly [figure: string]: unknown;
}

/** Each test, with how often it runs by night. */
const TESTS: ReadonlyMap<
  string,
  { readonly count: number; readonly run: (count: number, seed: number) => Promise<Result> }
> = new Map(
  Object.entries({
    kills: {
      count: 20_000,
      async run(count, seed) {
        // A site of its own for every 500, so that counting afterwards does not become the test.
        const sum = { acknowledged: 0, onlyJournal: 0, held: true };
        for (let done = 0; done < count; done += 500) {
          const part = await killWriters({ kills: Math.min(500, count - done), seed: seed + done });
          sum.acknowledged += part.acknowledged;
          sum.onlyJournal += part.onlyJournal;
          sum.held &&= whole(part);
        }
        return sum;
      },
    },
    stops: {
      count: 500,
      async run(count, seed) {
        const result = await stopWriters({ stops: count, longestMs: 30_000, seed });
        return { acknowledged: result.acknowledged, held: whole(result) };
      },
    },
    together: {
      count: 2000,
      async run(count) {
        const result = await writeTogether({ writers: 32, each: count });
        const { acknowledged, p50, p95 } = result;
        return { acknowledged, p50, p95, held: whole(result) && acknowledged === 32 * count };
      },
    },
    disk: {
      count: 1,
      async run(count) {
        const wrong: string[] = [];
        let runs = 0;
        for (let round = 0; round < count; round++) {
          for (const fault of FAULTS) {
            const calls = await countCalls();
            for (let at = 0; at < calls; at++, runs++) {
              const outcome = await injectFault(at, fault);
              wrong.push(...outcome.wrong.map((what) => `${fault} at call ${at} (${outcome.call}): ${what}`));
            }
          }
        }
        return { runs, wrong, held: wrong.length === 0 };
      },
    },
    histories: {
      count: 2000,
      async run(count, seed) {
        const sum = { events: 0, conflicts: 0, lost: 0, restored: 0, problems: 0 };
        const bad: number[] = [];
        for (let i = 0; i < count; i++) {
          const history = await randomHistory(seed + i, 20);
          for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += history[key];
          if (history.conflicts + history.lost + history.problems > 0) bad.push(seed + i);
        }
        return { ...sum, bad, held: bad.length === 0 };
      },
    },
    tampering: {
      count: 2000,
      async run(count, seed) {
        const missed: string[] = [];
        for (const kind of TAMPERINGS.keys()) {
          const random = randomOf(seed);
          for (let trial = 0; trial < count; trial++) {
            if (!tamperOnce(kind, random).found) missed.push(`${kind}, trial ${trial}`);
          }
        }
        return { kinds: TAMPERINGS.size, missed, held: missed.length === 0 };
      },
    },
    fuzz: {
      count: 20_000_000,
      async run(count, seed) {
        const random = randomOf(seed);
        const events = seeds();
        const wrong: string[] = [];
        for (let i = 0; i < count && wrong.length < 10; i++) {
          const input = fuzzInput(random, events);
          const what = tryLoader(input);
          if (what !== undefined) wrong.push(`${what}: ${JSON.stringify(input)}`);
        }
        return { wrong, held: wrong.length === 0 };
      },
    },
  } satisfies { [name: string]: { count: number; run: (count: number, seed: number) => Promise<Result> } }),
);

function whole({ lost, torn, problems, temps }: Aftermath): boolean {
  return lost + torn + problems.length + temps === 0;
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { count: { type: "string" }, seed: { type: "string" } },
});
const seed = values.seed === undefined ? seedOf([]) : Number(values.seed);
for (const name of positionals.length > 0 ? positionals : TESTS.keys()) {
  const test = TESTS.get(name);
  if (test === undefined) throw new Error(`no test ${name}; there are ${[...TESTS.keys()].join(", ")}`);
  const count = values.count === undefined ? test.count : Number(values.count);
  const began = performance.now();
  const result = await test.run(count, seed);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  console.log(JSON.stringify({ test: name, count, seed, seconds, ...result }));
  if (!result.held) process.exitCode = 1;
}
