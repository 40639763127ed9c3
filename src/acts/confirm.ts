import { type AuditedItem, type Pinned, readAudit, reanchored, withEdits } from "#core";
import { evidenceRecord } from "./evidence.ts";
import type { Planned, PlannedFile } from "./plan.ts";

/** What a person says of an item: with evidence they looked at, with a reason, or that it fails. */
export type Answered =
  | { readonly result: "Pass"; readonly evidence: readonly Pinned[] }
  | { readonly result: "N/A"; readonly reason: string }
  | { readonly result: "Fail" };

/**
 * A person's answer to an item: written into its row, and the evidence they looked at recorded under their
 * name. A Pass without evidence that stands somewhere is refused, and so is N/A without a reason.
 * @param text the document the item's row stands in, where it has one
 */
export function planConfirmation(
  { item, place, evidence: shown }: AuditedItem,
  answered: Answered,
  text: string | undefined,
): Planned {
  const { result } = answered;
  const evidence = answered.result === "Pass" ? answered.evidence : [];
  const reason = answered.result === "N/A" ? answered.reason.trim() : "";
  const refused = evidence.find((one) => "refused" in one);
  if (refused && "refused" in refused) return refused;
  const held = evidence.flatMap((one) => ("refused" in one ? [] : [one]));
  if (result === "Pass" && held.length === 0)
    return { refused: `“${item}” has no evidence: a Pass needs some.` };
  if (result === "N/A" && reason === "") return { refused: `Say why “${item}” does not apply.` };
  const row =
    text === undefined || !place
      ? undefined
      : readAudit(place.path, text).rows.find((one) => one.place.line === place.line);
  const cell = row?.result;
  if (!cell && held.length === 0)
    return { refused: `No document has a row for “${item}” yet: generate the self-audit first.` };
  const files: PlannedFile[] = [];
  if (text !== undefined && row && cell) {
    const { path, line } = cell.place;
    const written = {
      path,
      start: { line, column: cell.start },
      end: { line, column: cell.end },
      // Where there is no cell to say why, it stands behind the result.
      text: reason !== "" && !row.followUp ? `${result} – ${inCell(reason)}` : result,
    };
    const { followUp } = row;
    const closed = followUp
      ? [
          {
            path,
            start: { line, column: followUp.start },
            end: { line, column: followUp.end },
            text: inCell(reason) || "—",
          },
        ]
      : [];
    // What moved is written where the person saw it: the row is said anew, and would point elsewhere from now on.
    const moved = result === "Pass" ? shown.filter(({ state }) => state === "moved") : [];
    const reanchoring = row.claims.flatMap((placed) => {
      const now = moved.find((one) => one.text === placed.claim.text)?.place;
      return (now && reanchored(placed, now)) ?? [];
    });
    files.push({ path, text: withEdits(text, [written, ...closed, ...reanchoring]), replaces: text });
  }
  return {
    plan: {
      title: `“${item}” is ${result}`,
      files,
      records: held.map((one) => evidenceRecord(item, one)),
    },
  };
}

/** Words that stay in a cell of a table. */
function inCell(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll("|", String.raw`\|`);
}
