import { goingTo, isArchive, isDocument, type Move, type Path, updatedReferences, wordsNaming } from "#core";
import type { Settings } from "#manifest/settings";
import type { Tree } from "#ports";
import * as vscode from "vscode";
import type { Engine } from "./engine.ts";
import type { Engines } from "./engines.ts";
import { pathOf, uriOf } from "./uris.ts";

/**
 * Has documents name files by their new paths when these are moved in the editor. Where somebody is to be asked, the
 * edits are part of the move: the editor shows them, and undoes them with it. Else they are made right after it.
 */
export function updateMovedReferences(engines: Engines): vscode.Disposable {
  const wanting = (files: Moved, wish: Settings["updateReferencesOnFileMove"]): Moved =>
    files.filter(
      ({ oldUri }) =>
        engines.of(oldUri) !== undefined && engines.settings(oldUri).updateReferencesOnFileMove === wish,
    );
  /** What is edited once the files are where they go, by the moves as they were announced. */
  const later = new Map<string, Promise<vscode.WorkspaceEdit>>();
  return vscode.Disposable.from(
    vscode.workspace.onWillRenameFiles((event) => {
      const [asked, unasked] = [wanting(event.files, "prompt"), wanting(event.files, "always")];
      if (asked.length > 0) event.waitUntil(editFor(engines, asked, "before"));
      if (unasked.length === 0) return;
      const edit = editFor(engines, unasked, "after");
      later.set(keyOf(event.files), edit);
      event.waitUntil(edit.then(() => undefined));
    }),
    vscode.workspace.onDidRenameFiles(async ({ files }) => {
      const edit = await later.get(keyOf(files));
      later.delete(keyOf(files));
      if (edit) await vscode.workspace.applyEdit(edit, { isRefactoring: true });
    }),
  );
}

type Moved = vscode.FileRenameEvent["files"];

function keyOf(files: Moved): string {
  return files.map(({ oldUri, newUri }) => `${oldUri.toString()} ${newUri.toString()}`).join("\n");
}

/** @param when whether documents that move stand where they were, or where they go, as the edit is made */
async function editFor(
  engines: Engines,
  moved: Moved,
  when: "before" | "after",
): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  for (const engine of engines.all) {
    const ours = moved.filter(({ oldUri }) => engines.of(oldUri) === engine);
    const moves = ours.flatMap(({ oldUri, newUri }): Move[] => {
      const [from, to] = [pathOf(engine.root, oldUri), pathOf(engine.root, newUri)];
      return from === undefined || to === undefined ? [] : [{ from, to }];
    });
    if (moves.length > 0) await addEdits(edit, engine, moves, when);
  }
  return edit;
}

async function addEdits(
  edit: vscode.WorkspaceEdit,
  engine: Engine,
  moves: readonly Move[],
  when: "before" | "after",
): Promise<void> {
  const tree = await engine.after();
  const paths = [...(await tree.ids()).keys()];
  const places = new Set(paths.flatMap(withFolders));
  const goes = goingTo(moves);
  // What moves is there, though it may have come a moment ago.
  const has = (place: Path): boolean => places.has(place) || goes(place) !== undefined;
  // What is typed counts, also where checks wait for a save.
  const open = new Map(
    vscode.workspace.textDocuments.flatMap((document) => {
      const path = pathOf(engine.root, document.uri);
      return path === undefined ? [] : [[path, document.getText()] as const];
    }),
  );
  const meant = await mayName(tree, moves);
  for (const path of documentsOf(engine, [...new Set([...paths, ...open.keys()])])) {
    if (!open.has(path) && !meant(path) && goes(path) === undefined) continue;
    const text = open.get(path) ?? (await tree.read(path)) ?? "";
    for (const one of updatedReferences(path, text, { goes, has })) {
      const range = new vscode.Range(one.start.line - 1, one.start.column, one.end.line - 1, one.end.column);
      const place = when === "before" ? path : (goes(path) ?? path);
      edit.replace(uriOf(engine.root, place), range, one.text);
    }
  }
}

/**
 * The documents of a repository. Of a change's own only those of phases that nobody approved yet: an edit would close
 * the gate again.
 */
function documentsOf({ state }: Engine, paths: readonly Path[]): readonly Path[] {
  const gates = state.is === "verdict" ? state.verdict.gates : [];
  const phases = new Set(gates.flatMap((gate) => (gate.state === "open" ? [] : (gate.document ?? []))));
  return paths.filter((path) => (isDocument(path) && !isArchive(path)) || phases.has(path));
}

/** Tells files that hold a word by which what moves is called. */
async function mayName(tree: Tree, moves: readonly Move[]): Promise<(path: Path) => boolean> {
  const words = wordsNaming(moves);
  if (words.length === 0) return () => true;
  const naming = new Set([...(await tree.search(words)).values()].flat());
  return (path) => naming.has(path);
}

/** A file and every folder above it. */
function withFolders(path: Path): Path[] {
  const parts = path.split("/");
  return parts.map((_, at) => parts.slice(0, at + 1).join("/"));
}
