import { itemsOf, planEvidence } from "#acts/evidence";
import { filesOf, grounded } from "#adapters/grounding";
import { parseClaims, pinWritten } from "#core";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { EXIT } from "#manifest/cli";
import { plain } from "#views/plain";
import type { Call } from "../arguments.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "./handler.ts";
import { formatOf, openWorld } from "./judged.ts";

/** Records that lines are evidence for an item of the self-audit. */
export async function addEvidence(
  [written, ...rest]: readonly string[],
  call: Call,
  terminal: Terminal,
): Promise<number> {
  if (written === undefined || rest.length > 0)
    throw new UsageError('Name lines and the item: lockstep evidence add <path:line> --item "<item>".');
  const format = formatOf(call.options);
  const world = await openWorld(call, terminal);
  try {
    const { after } = await world.compare();
    const snapshot = await gather(world, createMemory());
    const index = await filesOf(after, snapshot);
    const named = parseClaims(written, (path) => index.resolve(path).length > 0);
    const paths = named.flatMap((claim) => ("path" in claim ? index.resolve(claim.path) : []));
    const ground = await grounded(after, snapshot, paths);
    const items = itemsOf(snapshot.protocol);
    const planned = planEvidence(
      call.options.item ?? "",
      pinWritten(written, ground),
      items,
      call.options.reason,
    );
    if ("refused" in planned) throw new UsageError(plain(planned.refused, 2000));
    await world.perform(planned.plan);
    const { title, records } = planned.plan;
    terminal.out.write(
      format === "json"
        ? `${JSON.stringify({ version: 1, recorded: records }, null, 2)}\n`
        : `Recorded: ${plain(title, 400)}.\n`,
    );
    return EXIT.inStep;
  } finally {
    await world.close();
  }
}
