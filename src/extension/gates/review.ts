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
const TITLE = "Review: ";

/** Shows the current phase's document and every changed file beside what it was, in one editor. */
export async function reviewPhase(engines: Engines, documents: OwnDocuments): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return;
  const snapshot = await engine.snapshot();
  const verdict = judge(snapshot);
  const gate = currentGate(verdict) ?? verdict.gates.at(-1);
  const document = gate?.document;
  const resources: Resource[] = [];
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
  if (engines.settings()["review.layout"] === "oneByOne") await showEach(resources, documents);
  else {
    const what = gate ? `phase ${gate.phase}, ${plain(gate.title, 60)}` : "the change";
    await vscode.commands.executeCommand("vscode.changes", `${TITLE}${what}`, resources);
  }
  await vscode.commands.executeCommand("setContext", REVIEWING, true);
}

/** A file, what it was and what it is. */
type Resource = readonly [file: vscode.Uri, before: vscode.Uri | undefined, after: vscode.Uri | undefined];

/** Every file in an editor of its own, the first one in front. */
async function showEach(resources: readonly Resource[], documents: OwnDocuments): Promise<void> {
  const nothing = documents.put("/nothing", "");
  const show = async ([file, before, after]: Resource, at: number): Promise<void> => {
    const name = file.path.slice(file.path.lastIndexOf("/") + 1);
    const title = `${TITLE}${plain(name, 60)} (${at + 1} of ${resources.length})`;
    const options = { preview: false };
    await vscode.commands.executeCommand("vscode.diff", before ?? nothing, after ?? nothing, title, options);
  };
  for (const [at, resource] of resources.entries()) await show(resource, at);
  const [first] = resources;
  if (first) await show(first, 0);
}

/** Takes the review's actions out of titles when no review is open any more. */
export function watchReviews(): vscode.Disposable {
  return vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
    const isReview = ({ label }: vscode.Tab): boolean => label.startsWith(TITLE);
    if (closed.some(isReview) && !vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(isReview)))
      void vscode.commands.executeCommand("setContext", REVIEWING, false);
  });
}
