import { type AuditedItem, type Pinned, readAudit, type Result, withEdits } from "#core";
import { evidenceRecord } from "./evidence.ts";
import type { Planned, PlannedFile } from "./plan.ts";

/**
 * A person's answer to an item: written into its row, and the evidence they looked at recorded under their
 * name. A Pass without evidence that stands somewhere is refused.
 * @param text the document the item's row stands in, where it has one
 */
export function planConfirmation(
  { item, place }: AuditedItem,
  result: Result,
  evidence: readonly Pinned[],
  text: string | undefined,
): Planned {
  const refused = evidence.find((one) => "refused" in one);
  if (refused && "refused" in refused) return refused;
  const held = evidence.flatMap((one) => ("refused" in one ? [] : [one]));
  if (result === "Pass" && held.length === 0)
    return { refused: `“${item}” has no evidence: a Pass needs some.` };
  const row =
    text === undefined || !place
      ? undefined
      : readAudit(place.path, text).rows.find((one) => one.place.line === place.line);
  const cell = row?.result;
  const files: PlannedFile[] = [];
  if (text !== undefined && row && cell) {
    const { path, line } = cell.place;
    const answered = {
      path,
      start: { line, column: cell.start },
      end: { line, column: cell.end },
      text: result,
    };
    const { followUp } = row;
    const closed = followUp
      ? [{ path, start: { line, column: followUp.start }, end: { line, column: followUp.end }, text: "—" }]
      : [];
    files.push({ path, text: withEdits(text, [answered, ...closed]), replaces: text });
  }
  return {
    plan: {
      title: `“${item}” is ${result}`,
      files,
      records: held.map((one) => evidenceRecord(item, one)),
    },
  };
}
