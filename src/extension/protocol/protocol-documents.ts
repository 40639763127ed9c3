import {
  type Audit,
  compileProtocol,
  isProtocolDocument,
  mayClaim,
  type Path,
  type Protocol,
  readAudit,
  type Verdict,
} from "#core";
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

  readonly #claims = new WeakMap<vscode.TextDocument, { version: number; audit: Audit | undefined }>();

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

  /** Whether a document may hold evidence: a protocol, a document of a change, anything with an audit in it. */
  holdsEvidence(document: vscode.TextDocument): boolean {
    return (
      document.uri.path.includes("/.lockstep/changes/") ||
      this.protocolOf(document) !== undefined ||
      this.claimsOf(document) !== undefined
    );
  }

  /** What a document claims, where it holds an audit; each text is read once. */
  claimsOf(document: vscode.TextDocument): Audit | undefined {
    const known = this.#claims.get(document);
    if (known?.version === document.version) return known.audit;
    // In a protocol a block without an answered row is the pattern to follow, and claims nothing.
    const audit = claimsIn(document, this.protocolOf(document) === undefined);
    this.#claims.set(document, { version: document.version, audit });
    return audit;
  }

  /** The verdict on the repository a document is in. */
  verdictOn({ uri }: vscode.TextDocument): Verdict | undefined {
    const state = this.#engines.of(uri)?.state;
    return state?.is === "verdict" ? state.verdict : undefined;
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
    // A change's own documents look like the protocol that demands them, and are none.
    const isOfChange = document.uri.path.includes("/.lockstep/changes/");
    return isConfigured || (!isOfChange && isProtocolDocument(text))
      ? { path, protocol: compileProtocol(path, text) }
      : undefined;
  }
}

/** An audit that says something: a row with a result and evidence, or a trace block where those count. */
function claimsIn(document: vscode.TextDocument, tracesCount: boolean): Audit | undefined {
  if (!(LANGUAGES as readonly string[]).includes(document.languageId)) return undefined;
  const text = document.getText();
  if (!mayClaim(text)) return undefined;
  const audit = readAudit("", text);
  const said = audit.rows.some(({ verdict, claims }) => verdict !== undefined && claims.length > 0);
  return said || (tracesCount && audit.traces.length > 0) ? audit : undefined;
}
