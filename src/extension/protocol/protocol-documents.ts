import { compileProtocol, isProtocolDocument, type Path, type Protocol } from "#core";
import * as vscode from "vscode";
import type { Engines } from "../engines.ts";
import { pathOf } from "../uris.ts";

/** Protocols and reports come in these languages; agents' instruction files have ones of their own. */
const LANGUAGES = ["markdown", "prompt", "instructions", "chatagent", "skill"] as const;

export const PROTOCOL_SELECTOR: vscode.DocumentSelector = LANGUAGES.map((language) => ({
  language,
  scheme: "file",
}));

/** A document read as a protocol. */
export interface ReadProtocol {
  readonly path: Path;
  readonly protocol: Protocol;
}

/** Which open documents are protocols, and what they compile to. Each text is compiled once. */
export class ProtocolDocuments {
  readonly #engines: Engines;
  readonly #read = new WeakMap<vscode.TextDocument, { version: number; read: ReadProtocol | undefined }>();

  constructor(engines: Engines) {
    this.#engines = engines;
  }

  /** The protocol a document is; `undefined` when it is none. */
  protocolOf(document: vscode.TextDocument): ReadProtocol | undefined {
    const known = this.#read.get(document);
    if (known?.version === document.version) return known.read;
    const read = this.#compile(document);
    this.#read.set(document, { version: document.version, read });
    return read;
  }

  /** Whether a document may hold evidence: a protocol, or a document of a change. */
  holdsEvidence(document: vscode.TextDocument): boolean {
    return document.uri.path.includes("/.lockstep/changes/") || this.protocolOf(document) !== undefined;
  }

  /** The repository a document is in. */
  rootOf(document: vscode.TextDocument): string | undefined {
    return (
      this.#engines.of(document.uri)?.root ?? vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath
    );
  }

  #compile(document: vscode.TextDocument): ReadProtocol | undefined {
    if (!(LANGUAGES as readonly string[]).includes(document.languageId)) return undefined;
    const text = document.getText();
    const root = this.rootOf(document);
    const path = (root && pathOf(root, document.uri)) ?? vscode.workspace.asRelativePath(document.uri, false);
    const state = this.#engines.of(document.uri)?.state;
    const isConfigured = state?.is === "verdict" && state.verdict.protocols.includes(path);
    return isConfigured || isProtocolDocument(text)
      ? { path, protocol: compileProtocol(path, text) }
      : undefined;
  }
}
