import type { Fix } from "#core";
import * as vscode from "vscode";
import { uriOf } from "./uris.ts";

/**
 * A repair as a quick fix: nothing happens until somebody chooses it.
 * @param document the document all edits are of, where it is no file of the repository
 */
export function actionOf(fix: Fix, root: string, document?: vscode.Uri): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  if (fix.begins) {
    const argument = { root, ...fix.begins };
    action.command = { command: "lockstep.beginFile", title: fix.title, arguments: [argument] };
    return action;
  }
  action.edit = new vscode.WorkspaceEdit();
  for (const { path, start, end, text } of fix.edits) {
    const range = new vscode.Range(start.line - 1, start.column, end.line - 1, end.column);
    action.edit.replace(document ?? uriOf(root, path), range, text);
  }
  return action;
}
