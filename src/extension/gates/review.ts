import { judge } from "#core";
import { currentGate } from "#views/next-step";
import { plain } from "#views/plain";
import type { ContextKey } from "#manifest/views";
import * as vscode from "vscode";
import { pickEngine } from "../commands/targets.ts";
import type { OwnDocuments } from "../documents.ts";
import type { Engines } from "../engines.ts";
import { uriOf } from "../uris.ts";

const REVIEWING: ContextKey = "lockstep.reviewing";
const TITLE = "Review: phase";

/** Shows the current phase's document and every changed file beside what it was, in one editor. */
export async function reviewPhase(engines: Engines, documents: OwnDocuments): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return;
  const snapshot = await engine.snapshot();
  const verdict = judge(snapshot);
  const gate = currentGate(verdict) ?? verdict.gates.at(-1);
  const document = gate?.document;
  const resources: (readonly [vscode.Uri, vscode.Uri | undefined, vscode.Uri | undefined])[] = [];
  if (document !== undefined && gate?.documentDigest !== undefined) {
    const uri = uriOf(engine.root, document);
    resources.push([uri, documents.put(`/before/${document}`, ""), uri]);
  }
  for (const { path, from, before, after } of snapshot.files) {
    const uri = uriOf(engine.root, path);
    const old = before === undefined ? undefined : documents.put(`/before/${from ?? path}`, before);
    resources.push([uri, old, after === undefined ? undefined : uri]);
  }
  if (resources.length === 0) {
    await vscode.window.showInformationMessage("Lockstep: there is nothing to review.");
    return;
  }
  const title = gate ? `${TITLE} ${gate.phase}, ${plain(gate.title, 60)}` : "Review: the change";
  await vscode.commands.executeCommand("vscode.changes", title, resources);
  await vscode.commands.executeCommand("setContext", REVIEWING, true);
}

/** Takes the review's actions out of titles when no review is open any more. */
export function watchReviews(): vscode.Disposable {
  return vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
    if (closed.some(({ label }) => label.startsWith("Review: ")))
      void vscode.commands.executeCommand("setContext", REVIEWING, false);
  });
}
