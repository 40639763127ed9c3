import { bytesFromPath } from "#adapters/trees/paths";
import type { Path, Place } from "#core";
import * as path from "node:path";
import * as vscode from "vscode";

/** The file of a repository that a path names. Names that are not UTF-8 cannot be opened by the editor. */
export function uriOf(root: string, file: Path): vscode.Uri {
  return vscode.Uri.file(path.join(root, ...bytesFromPath(file).toString("utf8").split("/")));
}

/** The path of a file in a repository, `undefined` when it lies outside. */
export function pathOf(root: string, uri: vscode.Uri): Path | undefined {
  if (uri.scheme !== "file") return undefined;
  const relative = path.relative(root, uri.fsPath);
  if (relative === "" || relative.startsWith("..") || path.isAbsolute(relative)) return undefined;
  return relative.split(path.sep).join("/");
}

/** A place as the editor counts: the line's text without its indentation where the document is open, else the whole line. */
export function rangeOf({ line, endLine }: Place, uri: vscode.Uri): vscode.Range {
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (!document) return new vscode.Range(line - 1, 0, (endLine ?? line) - 1, 1000);
  const first = document.lineAt(Math.min(line, document.lineCount) - 1);
  const last = document.lineAt(Math.min(endLine ?? line, document.lineCount) - 1);
  return new vscode.Range(
    first.lineNumber,
    first.firstNonWhitespaceCharacterIndex,
    last.lineNumber,
    last.text.trimEnd().length,
  );
}

/** Opens a place with its line selected. */
export async function openPlace(root: string, place: Place): Promise<void> {
  const uri = uriOf(root, place.path);
  const document = await vscode.workspace.openTextDocument(uri);
  const line = document.lineAt(Math.min(place.line, document.lineCount) - 1);
  await vscode.window.showTextDocument(document, { selection: line.range, preview: true });
}
