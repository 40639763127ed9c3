import type { Finding } from "#core";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import { SEVERITIES } from "../severities.ts";
import { rangeOf } from "../uris.ts";
import { actionOf } from "../fixes.ts";
import { PROTOCOL_SELECTOR, type ProtocolDocuments } from "./protocol-documents.ts";

/** A document is checked this long after the last key, in milliseconds. */
const WAIT = 150;

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append("lockstep");

/** What is wrong with protocol documents, as they are typed; only the edited document is read again. */
export class ProtocolProblems implements vscode.CodeActionProvider {
  readonly #documents: ProtocolDocuments;
  readonly #collection = vscode.languages.createDiagnosticCollection("lockstep-protocol");
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(documents: ProtocolDocuments) {
    this.#documents = documents;
    this.#subscriptions = [
      this.#collection,
      vscode.workspace.onDidOpenTextDocument((document) => this.#draw(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#soon(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#collection.delete(uri)),
      vscode.languages.registerCodeActionsProvider(PROTOCOL_SELECTOR, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL],
      }),
    ];
    this.drawAll();
  }

  /** Checks every open protocol document. */
  drawAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#draw(document);
  }

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { only }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const read = this.#documents.protocolOf(document);
    const root = this.#documents.rootOf(document);
    if (!read || root === undefined) return [];
    const fixable = read.protocol.findings.filter(({ fixes }) => fixes && fixes.length > 0);
    if (only && FIX_ALL.contains(only)) return [fixAll(fixable, root)];
    return fixable
      .filter(
        ({ place }) =>
          place.line - 1 <= range.end.line && (place.endLine ?? place.line) - 1 >= range.start.line,
      )
      .flatMap((finding) => (finding.fixes ?? []).map((fix) => actionOf(fix, root)));
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #soon(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.set(
      key,
      setTimeout(() => {
        this.#waiting.delete(key);
        this.#draw(document);
      }, WAIT),
    );
  }

  #draw(document: vscode.TextDocument): void {
    if (document.isClosed || document.uri.scheme !== "file") return;
    const read = this.#documents.protocolOf(document);
    const found = read?.protocol.findings.map((finding) => diagnosticOf(finding, document.uri));
    this.#collection.set(document.uri, found);
  }
}

function diagnosticOf({ rule, severity, message, place }: Finding, uri: vscode.Uri): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(place, uri), plain(message, 600), SEVERITIES[severity]);
  diagnostic.source = "Lockstep";
  diagnostic.code = rule;
  return diagnostic;
}

/** All mechanical repairs at once: the first fix of every finding. */
function fixAll(findings: readonly Finding[], root: string): vscode.CodeAction {
  const edits = findings.flatMap(({ fixes }) => fixes?.find(({ asks }) => !asks)?.edits ?? []);
  const action = actionOf({ title: "Repair everything Lockstep can", edits }, root);
  action.kind = FIX_ALL;
  return action;
}
