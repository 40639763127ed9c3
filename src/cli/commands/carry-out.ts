import type { Plan, Planned } from "#acts/plan";
import type { RepositoryWorld } from "#adapters/world";
import { judge, type Snapshot, type Verdict } from "#core";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { EXIT } from "#manifest/cli";
import { plain } from "#views/plain";
import type { Call } from "../arguments.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "./handler.ts";
import { openWorld } from "./judged.ts";

/** The change as it is, for whoever plans an act on it. */
export interface Facts {
  readonly world: RepositoryWorld;
  readonly snapshot: Snapshot;
  readonly verdict: Verdict;
}

/**
 * Plans an act on the change as it is, performs it and says so. Throws UsageError where the act is refused.
 * @param does whether it is performed, or only said what it would do
 */
export async function carryOut(
  call: Call,
  terminal: Terminal,
  plan: (facts: Facts) => Planned | Promise<Planned>,
  say: (plan: Plan) => string = ({ title }) => `${plain(title, 300)}: recorded.\n`,
  does = true,
): Promise<number> {
  const world = await openWorld(call, terminal);
  try {
    const snapshot = await gather(world, createMemory());
    const planned = await plan({ world, snapshot, verdict: judge(snapshot) });
    if ("refused" in planned) throw new UsageError(plain(planned.refused, 2000));
    if (does) await world.perform(planned.plan);
    terminal.out.write(say(planned.plan));
    return EXIT.inStep;
  } finally {
    await world.close();
  }
}
