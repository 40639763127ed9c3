import { type AuditToWrite, planAuditDocument } from "#acts/write-audit";
import { auditCase } from "#adapters/audit-case";
import {
  type Deliverable,
  DELIVERABLES,
  deliveryOf,
  draftAudit,
  type DraftGap,
  draftOptions,
  draftRubric,
  judge,
  renderAudit,
  renderRubric,
} from "#core";
import * as vscode from "vscode";
import { pickEngine } from "../commands/targets.ts";
import type { Engine } from "../engine.ts";
import type { Engines } from "../engines.ts";
import { askGaps } from "./ask-gaps.ts";
import { writePlanned } from "./write-planned.ts";

/** Answers the self-audit or the rubric, asks who closes what fails, and writes it where it belongs. */
export async function generateAudit(engines: Engines, kind: "audit" | "rubric"): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return;
  const { snapshot, facts, options } = await gathered(engine, "Drafting the self-audit");
  const { protocol } = snapshot;
  if (kind === "rubric" && protocol.rubric.length === 0) {
    await vscode.window.showInformationMessage("Lockstep: the protocol has no final rubric.");
    return;
  }
  const first =
    kind === "audit" ? draftAudit(protocol, facts, options) : draftRubric(protocol, facts, options);
  const gaps: readonly DraftGap[] | undefined = await askGaps(first.gaps, engine);
  if (!gaps) return;
  const draft = { ...first, gaps };
  const toWrite: AuditToWrite = kind === "audit" ? { audit: draft, gaps } : { rubric: draft, gaps };
  const plan = planAuditDocument(snapshot, toWrite, facts.ground);
  if (!plan)
    return showDraft(kind === "audit" ? renderAudit(draft, protocol) : renderRubric(draft, protocol));
  await writePlanned(engine, plan);
}

/** One of the packages a protocol asks for, in a draft: that output and nothing else. */
export async function showDeliverable(engines: Engines, wanted: Deliverable): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return;
  const { snapshot, verdict, facts } = await gathered(engine, "Reviewing the change");
  await showDraft(DELIVERABLES[wanted](deliveryOf(snapshot, verdict, facts)));
}

/** Reads the repository and scans what changed, with progress. */
function gathered(engine: Engine, title: string) {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Lockstep: ${title}` },
    async () => {
      const [snapshot, after] = await Promise.all([engine.snapshot(), engine.after()]);
      const verdict = judge(snapshot);
      const facts = await auditCase(after, snapshot, verdict);
      return { snapshot, verdict, facts, options: draftOptions(snapshot, verdict) };
    },
  );
}

/** A document that belongs nowhere yet. */
async function showDraft(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(document, { preview: false });
}
