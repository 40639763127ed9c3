import { auditCase } from "#adapters/audit-case";
import { verifyDocument } from "#adapters/verify-document";
import {
  draftAudit,
  draftOptions,
  draftRubric,
  evidenceReport,
  judge,
  renderAudit,
  renderRubric,
} from "#core";
import { LISTED, type ToolInput, type ToolOutput } from "#manifest/tools";
import { plain } from "#views/plain";
import { type Desk, NOTE, ToolTrouble } from "./desk.ts";
import { bare, briefly, pathAt } from "./places.ts";

/** Drafts the self-audit or the rubric: a Pass only where evidence was found that holds. */
export async function draft(
  { table = "audit" }: ToolInput<"lockstep_draft_audit">,
  desk: Desk,
): Promise<ToolOutput<"lockstep_draft_audit">> {
  const snapshot = await desk.snapshot();
  const { after } = await desk.world.compare();
  const { protocol } = snapshot;
  if (table === "rubric" && protocol.rubric.length === 0)
    throw new ToolTrouble("The protocol has no rubric.");
  const verdict = judge(snapshot);
  const facts = await auditCase(after, snapshot, verdict);
  const options = draftOptions(snapshot, verdict);
  const drafted = (table === "audit" ? draftAudit : draftRubric)(protocol, facts, options);
  return {
    note: NOTE,
    markdown: (table === "audit" ? renderAudit : renderRubric)(drafted, protocol),
    rows: drafted.rows.map(({ item, result, evidence }) => ({
      item: plain(item, 300),
      result,
      evidence: evidence.map((one) => plain(one, 300)),
    })),
  };
}

/** Checks every claim of a self-audit. Believes nothing. */
export async function verifyClaims(
  { markdown, path: said }: ToolInput<"lockstep_verify_audit">,
  desk: Desk,
): Promise<ToolOutput<"lockstep_verify_audit">> {
  if ((markdown === undefined) === (said === undefined))
    throw new ToolTrouble("Give either the Markdown or the path of a file that holds it.");
  const snapshot = await desk.snapshot();
  const comparison = await desk.world.compare();
  const path = said === undefined ? "the text given" : await pathAt(desk.world.repository.root, said);
  const text = markdown ?? (await comparison.after.read(path));
  if (text === undefined) throw new ToolTrouble(`${plain(path)} is no text file of the repository.`);
  const verified = await verifyDocument(comparison, snapshot, { path, text });
  const { rows, findings, summary } = evidenceReport(verified);
  return {
    note: NOTE,
    rows: rows.map(({ item, result, claims, place }) => ({
      item: plain(item, 300),
      result: plain(result, 100),
      claims: claims.slice(0, LISTED).map(({ text: claimed, state, place: at }) => ({
        text: plain(claimed, 300),
        state,
        ...(at ? { place: bare(at) } : {}),
      })),
      place: bare(place),
    })),
    findings: findings.slice(0, LISTED).map((finding) => briefly({ ...finding, because: [] })),
    summary: { ...summary },
  };
}
