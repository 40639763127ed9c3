import { canonicalText, EVENT_LIMITS, type Covers, type EventData, type LedgerEvent } from "#core";
import type { By, LedgerStore } from "./store.ts";

/** Bytes for the covered files of one event; the rest is for reason, actor and parents at their longest. */
const ROOM = EVENT_LIMITS.bytes - 32 * 1024;
/** The deeper indentation of one covered file. */
const FRAME = 40;

/**
 * Records that a surface is not needed for the given contents, in the branch's change, which is opened
 * where there is none. Many files make several events: the decision holds file by file.
 * @param reason at least 10 characters, else `LedgerTrouble` "refused"
 */
export async function recordNotNeeded(
  store: LedgerStore,
  branch: string | undefined,
  { surface, reason, covers }: EventData<"not-needed">,
  by: By,
): Promise<readonly LedgerEvent[]> {
  const { change } = await store.changeOf(branch, by);
  const events: LedgerEvent[] = [];
  for (const some of portions(covers)) {
    events.push(
      await store.record(change, { type: "not-needed", data: { surface, reason, covers: some } }, by),
    );
  }
  return events;
}

/** Consecutive lists that each fit into one event. */
function portions(covers: readonly Covers[]): readonly Covers[][] {
  const lists: Covers[][] = [[]];
  let used = 0;
  for (const one of covers) {
    const size = Buffer.byteLength(canonicalText(one)) + FRAME;
    if (used + size > ROOM && used > 0) {
      lists.push([]);
      used = 0;
    }
    lists.at(-1)!.push(one);
    used += size;
  }
  return lists;
}
