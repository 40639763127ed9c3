import { eventPath } from "#core";
import { ledgerStore } from "#adapters/ledger/store";
import { EXIT } from "#manifest/cli";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import type { Call } from "../arguments.ts";
import type { Terminal } from "../terminal.ts";
import { openWorld } from "../commands/judged.ts";

/** Puts back what this clone wrote into the records and is gone. */
export async function restore(call: Call, terminal: Terminal): Promise<number> {
  const world = await openWorld(call, terminal);
  try {
    const { records } = await gather(world, createMemory());
    const gone = new Set(
      records.problems.flatMap(({ code, path }) => (code === "event-missing" ? [path] : [])),
    );
    const store = ledgerStore(world.repository);
    const lost = (await store.journal()).filter((event) => gone.has(eventPath(event)));
    await store.restore(lost, new Date());
    terminal.out.write(
      gone.size === 0
        ? "Nothing is missing.\n"
        : `Put back ${lost.length} of ${gone.size} missing events.${lost.length < gone.size ? " The rest is in the base commit: take it from there with git." : ""}\n`,
    );
    return EXIT.inStep;
  } finally {
    await world.close();
  }
}
