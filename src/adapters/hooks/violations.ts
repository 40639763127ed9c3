import type { EventData } from "#core";
import { ledgerStore } from "../ledger/store.ts";
import { LedgerTrouble } from "../ledger/trouble.ts";
import type { RepositoryWorld } from "../world.ts";

/** Writes down what an agent did against the protocol, in a change that is open. False where the ledger refused. */
export async function recordViolations(
  change: string,
  violations: readonly EventData<"violation">[],
  { world, agent, now }: { readonly world: RepositoryWorld; readonly agent: string; readonly now: Date },
): Promise<boolean> {
  const { root, commonDir } = world.repository;
  const store = ledgerStore({ root, commonDir });
  const by = { actor: { kind: "agent", name: agent, via: "hook" }, now } as const;
  try {
    for (const { rule, message, phase, place } of violations) {
      const data = {
        rule,
        message,
        ...(phase === undefined ? {} : { phase }),
        ...(place === undefined ? {} : { place }),
      };
      await store.record(change, { type: "violation", data }, by);
    }
    return true;
  } catch (error) {
    if (error instanceof LedgerTrouble) return false;
    throw error;
  }
}
