import type { Path, Place } from "#core";
import * as vscode from "vscode";
import type { OwnDocuments } from "../documents.ts";
import type { Engine } from "../engine.ts";

/** Opens a line of a file as a commit left it. */
export async function openAt(
  engine: Engine,
  documents: OwnDocuments,
  commit: string,
  place: Place,
): Promise<void> {
  const { after } = await engine.world.repository.comparison({ is: "commit", sha: commit });
  const uri = documents.put(nameAt(commit, place.path), (await after.read(place.path)) ?? "");
  const document = await vscode.workspace.openTextDocument(uri);
  const line = document.lineAt(Math.min(place.line, document.lineCount) - 1);
  await vscode.window.showTextDocument(document, { selection: line.range, preview: true });
}

/** Shows what a commit made of a file, at a line. */
export async function showChangeAt(
  engine: Engine,
  documents: OwnDocuments,
  commit: string,
  { path, line }: Place,
): Promise<void> {
  const { before, after } = await engine.world.repository.comparison({ is: "commit", sha: commit });
  const [old, now] = await Promise.all([before.read(path), after.read(path)]);
  await vscode.commands.executeCommand(
    "vscode.diff",
    documents.put(nameAt(`${commit.slice(0, 12)}^`, path), old ?? ""),
    documents.put(nameAt(commit, path), now ?? ""),
    `${path.slice(path.lastIndexOf("/") + 1)} (${commit.slice(0, 8)})`,
    { selection: new vscode.Range(line - 1, 0, line - 1, 0), preview: true },
  );
}

function nameAt(commit: string, path: Path): string {
  return `/commits/${commit.slice(0, 13)}/${path}`;
}
