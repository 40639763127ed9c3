import { restoreRecords } from "#adapters/ledger/restore";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { EXIT } from "#manifest/cli";
import type { Call } from "../arguments.ts";
import { openWorld } from "../commands/judged.ts";
import type { Terminal } from "../terminal.ts";

/** Puts back what this clone wrote into the records and is gone. */
export async function restore(call: Call, terminal: Terminal): Promise<number> {
  const world = await openWorld(call, terminal);
  try {
    const { records } = await gather(world, createMemory());
    const { missing, restored } = await restoreRecords(world.repository, records.problems);
    const rest = restored < missing ? " The rest is in the base commit: take it from there with git." : "";
    terminal.out.write(
      missing === 0 ? "Nothing is missing.\n" : `Put back ${restored} of ${missing} missing events.${rest}\n`,
    );
    return EXIT.inStep;
  } finally {
    await world.close();
  }
}
