import { RULES } from "#core";
import { toRuleMarkdown } from "#views/rule";
import * as vscode from "vscode";

/** Read-only documents of ours: explanations and reports. */
const SCHEME = "lockstep";

/** Where a rule is explained. */
export function ruleUri(rule: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/rules/${rule}.md` });
}

/** Serves our read-only documents and shows them. */
export class OwnDocuments implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  provideTextDocumentContent(uri: vscode.Uri): string {
    const rule = RULES.find(({ id }) => ruleUri(id).path === uri.path);
    return rule ? toRuleMarkdown(rule) : (this.#texts.get(uri.path) ?? "");
  }

  /** Sets the text of a document and answers its address. */
  put(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path });
    this.#texts.set(path, text);
    this.#changed.fire(uri);
    return uri;
  }

  /** Shows one of our documents rendered. */
  async preview(uri: vscode.Uri): Promise<void> {
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
