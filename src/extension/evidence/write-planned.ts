import type { Plan } from "#acts/plan";
import * as vscode from "vscode";
import type { Engine } from "../engine.ts";
import { uriOf } from "../uris.ts";

/**
 * Does what a plan says, its files as edits in the editor: they can be undone, and are saved by the person.
 * The first file is shown.
 */
export async function writePlanned(engine: Engine, plan: Plan): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const { path, text, replaces } of plan.files) {
    const uri = uriOf(engine.root, path);
    if (replaces === undefined) {
      edit.createFile(uri, { contents: new TextEncoder().encode(text) });
      continue;
    }
    const document = await vscode.workspace.openTextDocument(uri);
    const last = document.lineAt(document.lineCount - 1).range.end;
    edit.replace(uri, new vscode.Range(0, 0, last.line, last.character), text);
  }
  if (plan.files.length > 0 && !(await vscode.workspace.applyEdit(edit)))
    throw new Error(`${plan.files.map(({ path }) => path).join(", ")} could not be edited.`);
  await engine.perform({ ...plan, files: [] });
  const [first] = plan.files;
  if (first) await vscode.window.showTextDocument(uriOf(engine.root, first.path), { preview: false });
}
