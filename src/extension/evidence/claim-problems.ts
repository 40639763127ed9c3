import { verifyDocument } from "#adapters/verify-document";
import type { Finding } from "#core";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import { ruleUri } from "../documents.ts";
import type { Engine } from "../engine.ts";
import type { Engines } from "../engines.ts";
import { actionOf } from "../fixes.ts";
import type { ProtocolDocuments } from "../protocol/protocol-documents.ts";
import { PROTOCOL_SELECTOR } from "../protocol/protocol-documents.ts";
import { SEVERITIES } from "../severities.ts";
import { pathOf, rangeOf, uriOf } from "../uris.ts";

/** A document is checked this long after the last key, in milliseconds. */
const WAIT = 300;

/** Drafts belong to no file yet. */
const DRAFTS: vscode.DocumentFilter = { language: "markdown", scheme: "untitled" };

/**
 * What is claimed and does not hold in open Markdown documents that the verdict says nothing of: drafts, text
 * of a pull request, audits that the change did not write. As it is typed; those of the change itself are the
 * verdict's.
 */
export class ClaimProblems implements vscode.CodeActionProvider {
  readonly #engines: Engines;
  readonly #documents: ProtocolDocuments;
  readonly #collection = vscode.languages.createDiagnosticCollection("lockstep-claims");
  readonly #findings = new Map<string, readonly Finding[]>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(engines: Engines, documents: ProtocolDocuments) {
    this.#engines = engines;
    this.#documents = documents;
    this.#subscriptions = [
      this.#collection,
      vscode.workspace.onDidOpenTextDocument((document) => this.#soon(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#soon(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      engines.onDidChange(() => {
        for (const document of vscode.workspace.textDocuments) this.#soon(document);
      }),
      vscode.languages.registerCodeActionsProvider(
        [PROTOCOL_SELECTOR, DRAFTS].flat() as vscode.DocumentFilter[],
        this,
        {
          providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
        },
      ),
    ];
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const root = this.#engineOf(document)?.root;
    const found = this.#findings.get(document.uri.toString()) ?? [];
    if (root === undefined) return [];
    return found
      .filter(({ place }) => place.line - 1 >= range.start.line && place.line - 1 <= range.end.line)
      .flatMap(({ fixes = [] }) => fixes.map((fix) => actionOf(fix, root, document.uri)));
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #soon(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    if (!this.#isOurs(document)) return this.#forget(document);
    this.#waiting.set(
      key,
      setTimeout(() => {
        this.#waiting.delete(key);
        void this.#check(document);
      }, WAIT),
    );
  }

  #isOurs(document: vscode.TextDocument): boolean {
    const { scheme } = document.uri;
    if (document.isClosed || (scheme !== "file" && scheme !== "untitled")) return false;
    return this.#documents.claimsOf(document) !== undefined && this.#engineOf(document) !== undefined;
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    const engine = this.#engineOf(document);
    if (!engine || document.isClosed) return;
    const { version } = document;
    const path = pathOf(engine.root, document.uri) ?? document.uri.path;
    if (isCovered(engine, path) || this.#documents.protocolOf(document)?.protocol.surfaces.length) {
      return this.#forget(document);
    }
    const [snapshot, comparison] = await Promise.all([engine.snapshot(), engine.world.compare()]);
    const { findings } = await verifyDocument(comparison, snapshot, { path, text: document.getText() });
    if (document.isClosed || document.version !== version || isCovered(engine, path)) return;
    this.#findings.set(document.uri.toString(), findings);
    this.#collection.set(
      document.uri,
      findings.map((finding) => diagnosticOf(finding, document.uri, engine.root)),
    );
  }

  #forget({ uri }: vscode.TextDocument): void {
    clearTimeout(this.#waiting.get(uri.toString()));
    this.#findings.delete(uri.toString());
    this.#collection.delete(uri);
  }

  /** The repository a document is in; a draft is about the only one. */
  #engineOf({ uri }: vscode.TextDocument): Engine | undefined {
    const { all } = this.#engines;
    const engine =
      this.#engines.of(uri) ?? (uri.scheme === "untitled" && all.length === 1 ? all[0] : undefined);
    return engine?.state.is === "verdict" ? engine : undefined;
  }
}

/** Whether the verdict of the repository speaks of the document. */
function isCovered({ state }: Engine, path: string): boolean {
  if (state.is !== "verdict") return false;
  const { audit, protocols } = state.verdict;
  return protocols.includes(path) || audit?.documents.includes(path) === true;
}

function diagnosticOf(
  { rule, severity, message, place, because }: Finding,
  uri: vscode.Uri,
  root: string,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(place, uri), plain(message, 600), SEVERITIES[severity]);
  diagnostic.source = "Lockstep";
  diagnostic.code = { value: rule, target: ruleUri(rule) };
  diagnostic.relatedInformation = because.flatMap((line) => {
    if (line.says === undefined) return [];
    const target = uriOf(root, line.path);
    return [
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(target, rangeOf(line, target)),
        plain(line.says),
      ),
    ];
  });
  return diagnostic;
}
