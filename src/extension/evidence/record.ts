import { itemsOf, planEvidence, planMove } from "#acts/evidence";
import type { Planned } from "#acts/plan";
import { grounded } from "#adapters/grounding";
import {
  type AuditedItem,
  type Path,
  pinPlace,
  type Pinned,
  type Place,
  sayPlace,
  type Verdict,
} from "#core";
import { AUDIT_LOOKS, CLAIM_LOOKS } from "#views/look";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import { targetOf, verdictOf } from "../commands/targets.ts";
import type { Engine } from "../engine.ts";
import type { Engines } from "../engines.ts";
import { pathOf, uriOf } from "../uris.ts";

/** Lines of a file of a repository that somebody means. */
interface Meant {
  readonly engine: Engine;
  readonly place: Place;
}

/** Records the selected lines as evidence: for the item of the row it is called on, else for one that the person picks. */
export async function addEvidence(engines: Engines, argument: unknown): Promise<void> {
  const meant = await meantLines(engines, argument);
  const verdict = meant && (await verdictOf(meant.engine));
  if (!meant || !verdict) return;
  const item = targetOf(engines, argument)?.item ?? (await pickItem(verdict, meant.place));
  if (item === undefined) return;
  const planned = planEvidence(item, await pinned(meant.engine, meant.place), itemsOf(verdict.protocol));
  if (await done(planned, meant.engine))
    vscode.window.setStatusBarMessage(`$(check) Evidence for “${plain(item, 60)}”`, 4000);
}

/** Copies the selected lines as `path:line`. */
export async function copyEvidence(engines: Engines, argument: unknown): Promise<void> {
  const meant = await meantLines(engines, argument);
  if (meant) await vscode.env.clipboard.writeText(sayLines(meant.place));
}

/** Says that a piece of evidence stands on the selected lines now, in the record and where it is claimed. */
export async function moveEvidence(engines: Engines): Promise<void> {
  const meant = await meantLines(engines, undefined);
  const verdict = meant && (await verdictOf(meant.engine));
  if (!meant || !verdict) return;
  const picked = await vscode.window.showQuickPick(evidenceChoices(verdict), {
    placeHolder: `Which evidence stands on ${sayLines(meant.place)} now?`,
    matchOnDescription: true,
  });
  if (!picked) return;
  const { text, claimed } = picked.evidence;
  const edit = new vscode.WorkspaceEdit();
  if (claimed) {
    const uri = uriOf(meant.engine.root, claimed.path);
    const line = (await vscode.workspace.openTextDocument(uri)).lineAt(claimed.line - 1);
    const start = line.text.indexOf(text);
    if (start >= 0)
      edit.replace(
        uri,
        new vscode.Range(line.lineNumber, start, line.lineNumber, start + text.length),
        sayLines(meant.place),
      );
  }
  const snapshot = await meant.engine.snapshot();
  const known = snapshot.records.evidence.find(
    ({ place }) => sayLines(place) === text || sayPlace(place) === text,
  );
  if (known) {
    const planned = planMove(snapshot.records.evidence, known.place, await pinned(meant.engine, meant.place));
    if (!(await done(planned, meant.engine))) return;
  }
  if (edit.size > 0) await vscode.workspace.applyEdit(edit);
  else if (!known)
    await vscode.window.showInformationMessage(
      `Lockstep: “${plain(text, 80)}” is written in no document of this change.`,
    );
}

/** Carries a plan out, or says why there is none. */
export async function done(planned: Planned, engine: Engine): Promise<boolean> {
  if ("refused" in planned) {
    await vscode.window.showWarningMessage(`Lockstep: ${plain(planned.refused, 400)}`);
    return false;
  }
  await engine.perform(planned.plan);
  return true;
}

/** Lines, and what they stand on in the tree as it is now, unsaved text included. */
export async function pinned(engine: Engine, place: Place): Promise<Pinned> {
  const [snapshot, after] = await Promise.all([engine.snapshot(), engine.after()]);
  return pinPlace(place, await grounded(after, snapshot, [place.path]));
}

/** `src/a.ts:12-14` */
export function sayLines({ path, line, endLine }: Place): string {
  return endLine === undefined || endLine === line ? `${path}:${line}` : `${path}:${line}-${endLine}`;
}

/** The lines of a gutter's menu, else the selection of the active editor. */
async function meantLines(engines: Engines, argument: unknown): Promise<Meant | undefined> {
  await engines.open();
  const gutter = gutterLine(argument);
  const editor = vscode.window.activeTextEditor;
  const uri = gutter?.uri ?? editor?.document.uri;
  const engine = uri && engines.of(uri);
  const path: Path | undefined = engine && pathOf(engine.root, uri);
  if (!engine || path === undefined) {
    await vscode.window.showInformationMessage("Lockstep: open a file of a repository and select lines.");
    return undefined;
  }
  const selection = editor?.document.uri.toString() === uri.toString() ? editor.selection : undefined;
  const within =
    gutter && selection && gutter.line >= selection.start.line + 1 && gutter.line <= selection.end.line + 1;
  if (gutter && !within) return { engine, place: { path, line: gutter.line } };
  if (!selection) return undefined;
  return { engine, place: { path, ...linesOf(selection) } };
}

/** Selected lines; one that ends at the beginning of a line does not mean that line. */
export function linesOf({ start, end }: vscode.Range): { line: number; endLine?: number } {
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return last > start.line ? { line: start.line + 1, endLine: last + 1 } : { line: start.line + 1 };
}

function gutterLine(argument: unknown): { uri: vscode.Uri; line: number } | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const { uri, lineNumber } = argument as { uri?: unknown; lineNumber?: unknown };
  return uri instanceof vscode.Uri && typeof lineNumber === "number" ? { uri, line: lineNumber } : undefined;
}

/** What the change's own risks ask first, then the items of the protocol; a text of one's own where it has none. */
async function pickItem({ protocol, audit, risks }: Verdict, place: Place): Promise<string | undefined> {
  const known = new Map<string, AuditedItem>(
    [...(audit?.items ?? []), ...(audit?.rubric ?? [])].map((one) => [one.item, one]),
  );
  const items = itemsOf(protocol);
  if (items.length === 0)
    return vscode.window.showInputBox({
      title: `Evidence ${sayLines(place)}`,
      prompt: "What is it evidence for?",
    });
  const open = risks.filter(({ state }) => state === "unanswered").map(({ title }) => title);
  const choices = [...new Set([...open, ...items])].map((item) => {
    const found = known.get(item);
    const risk = open.includes(item) ? "unanswered · high risk" : "";
    return { label: plain(item, 120), description: found ? AUDIT_LOOKS[found.state].word : risk, item };
  });
  const picked = await vscode.window.showQuickPick(choices, {
    placeHolder: `What is ${sayLines(place)} evidence for?`,
  });
  return picked?.item;
}

/** Every piece of evidence that points at lines, those that do not hold first. */
function evidenceChoices({ audit }: Verdict) {
  return [...(audit?.items ?? []), ...(audit?.rubric ?? [])]
    .flatMap(({ item, evidence }) => evidence.map((one) => ({ item, evidence: one })))
    .filter(({ evidence }) => /[:#]/.test(evidence.text) && !evidence.state.endsWith("-run"))
    .sort((a, b) => Number(a.evidence.state === "holds") - Number(b.evidence.state === "holds"))
    .map(({ item, evidence }) => ({
      label: plain(evidence.text, 120),
      description: `${CLAIM_LOOKS[evidence.state].word} · ${plain(item, 80)}`,
      evidence,
    }));
}
