import { eventPath, type LedgerProblem } from "#core";
import type { LedgerHome } from "./store.ts";
import { ledgerStore } from "./store.ts";

/** Puts back the missing events that this clone wrote; answers how many of how many. */
export async function restoreRecords(
  home: LedgerHome,
  problems: readonly LedgerProblem[],
): Promise<{ readonly missing: number; readonly restored: number }> {
  const gone = new Set(problems.flatMap(({ code, path }) => (code === "event-missing" ? [path] : [])));
  const store = ledgerStore(home);
  const lost = (await store.journal()).filter((event) => gone.has(eventPath(event)));
  await store.restore(lost, new Date());
  return { missing: gone.size, restored: lost.length };
}
