import { goingTo, isArchive, isDocument, type Move, type Path, updatedReferences, wordsNaming } from "#core";
import type { Tree } from "#ports";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import type { Engine } from "./engine.ts";
import type { Engines } from "./engines.ts";
import { pathOf, uriOf } from "./uris.ts";

/**
 * Has documents name files by their new paths when these are moved in the editor. The edits are part of the move:
 * the editor shows them where somebody wants to see them first, and undoes them with it.
 */
export function updateMovedReferences(engines: Engines): vscode.Disposable {
  return vscode.workspace.onWillRenameFiles((event) => {
    const moved = event.files.filter(({ oldUri }) => wishFor(engines, oldUri) !== "never");
    if (moved.some(({ oldUri }) => engines.of(oldUri))) event.waitUntil(editFor(engines, moved));
  });
}

function wishFor(engines: Engines, uri: vscode.Uri) {
  return engines.settings(uri).updateReferencesOnFileMove;
}

async function editFor(
  engines: Engines,
  moved: vscode.FileWillRenameEvent["files"],
): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  for (const engine of engines.all) {
    const ours = moved.filter(({ oldUri }) => engines.of(oldUri) === engine);
    const moves = ours.flatMap(({ oldUri, newUri }): Move[] => {
      const [from, to] = [pathOf(engine.root, oldUri), pathOf(engine.root, newUri)];
      return from === undefined || to === undefined ? [] : [{ from, to }];
    });
    const needsConfirmation = ours.some(({ oldUri }) => wishFor(engines, oldUri) === "prompt");
    if (moves.length > 0) await addEdits(edit, engine, moves, needsConfirmation);
  }
  return edit;
}

async function addEdits(
  edit: vscode.WorkspaceEdit,
  engine: Engine,
  moves: readonly Move[],
  needsConfirmation: boolean,
): Promise<void> {
  const tree = await engine.after();
  const paths = [...(await tree.ids()).keys()];
  const places = new Set(paths.flatMap(withFolders));
  const goes = goingTo(moves);
  for (const path of await documentsToRead(engine, tree, paths, moves)) {
    const uri = uriOf(engine.root, path);
    // What is typed counts, also where checks wait for a save.
    const open = vscode.workspace.textDocuments.find(
      (document) => document.uri.toString() === uri.toString(),
    );
    const text = open?.getText() ?? (await tree.read(path));
    for (const one of updatedReferences(path, text ?? "", { goes, has: (place) => places.has(place) })) {
      const range = new vscode.Range(one.start.line - 1, one.start.column, one.end.line - 1, one.end.column);
      edit.replace(uri, range, one.text, {
        needsConfirmation,
        label: "Lockstep: name files by their new paths",
        description: plain(path),
      });
    }
  }
}

/**
 * The documents that may name what moves, and those that move. Of a change's own documents only those of phases
 * that nobody approved yet: an edit would close the gate again.
 */
async function documentsToRead(
  { state }: Engine,
  tree: Tree,
  paths: readonly Path[],
  moves: readonly Move[],
): Promise<readonly Path[]> {
  const gates = state.is === "verdict" ? state.verdict.gates : [];
  const phases = new Set(gates.flatMap((gate) => (gate.state === "open" ? [] : (gate.document ?? []))));
  const documents = paths.filter((path) => (isDocument(path) && !isArchive(path)) || phases.has(path));
  const words = wordsNaming(moves);
  if (words.length === 0) return documents;
  const naming = new Set([...(await tree.search(words)).values()].flat());
  const goes = goingTo(moves);
  return documents.filter((path) => naming.has(path) || goes(path) !== undefined);
}

/** A file and every folder above it. */
function withFolders(path: Path): Path[] {
  const parts = path.split("/");
  return parts.map((_, at) => parts.slice(0, at + 1).join("/"));
}
