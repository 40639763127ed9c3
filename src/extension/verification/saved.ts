import * as vscode from "vscode";
import type { Engine } from "../engine.ts";
import { pathOf } from "../uris.ts";

/** Saves a repository's files that are not: what runs is what is on disk. Answers whether all of them are now. */
export async function saved({ root }: Engine): Promise<boolean> {
  const unsaved = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && pathOf(root, uri) !== undefined,
  );
  const all = await Promise.all(unsaved.map((document) => document.save()));
  return all.every(Boolean);
}
