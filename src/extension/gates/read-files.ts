import type { FileChange, Path } from "#core";
import { createHash } from "node:crypto";
import * as vscode from "vscode";

/** Remembers which texts somebody had in front of them in this window. */
export class ReadFiles {
  readonly #seen = new Map<string, string>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor() {
    const look = (editor: vscode.TextEditor): void => this.#look(editor.document);
    for (const editor of vscode.window.visibleTextEditors) look(editor);
    this.#subscriptions = [
      vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach(look)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (vscode.window.visibleTextEditors.some((editor) => editor.document === document))
          this.#look(document);
      }),
    ];
  }

  /** The changed files whose present text nobody looked at here. What is gone or has no text cannot be looked at. */
  unread(files: readonly FileChange[], uriOf: (path: Path) => vscode.Uri): Path[] {
    return files
      .filter(
        ({ path, after }) => after !== undefined && this.#seen.get(uriOf(path).toString()) !== digest(after),
      )
      .map(({ path }) => path);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #look(document: vscode.TextDocument): void {
    if (document.uri.scheme === "file") this.#seen.set(document.uri.toString(), digest(document.getText()));
  }
}

/** Line ends differ between what git stores and what an editor holds. */
function digest(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("base64");
}
