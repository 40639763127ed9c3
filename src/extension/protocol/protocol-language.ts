import {
  evidenceLinks,
  foldingRanges,
  type GateVerdict,
  outline,
  type OutlineItem,
  phaseLenses,
  protocolHover,
} from "#core";
import { isApprovable, sayApproval, sayGate } from "#views/gates";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import type { Engines } from "../engines.ts";
import { evidenceHover } from "../evidence/hover.ts";
import { pathOf, uriOf } from "../uris.ts";
import { PROTOCOL_SELECTOR, type ProtocolDocuments } from "./protocol-documents.ts";

const SYMBOLS = {
  phase: vscode.SymbolKind.Event,
  gate: vscode.SymbolKind.Key,
  marker: vscode.SymbolKind.Key,
  surface: vscode.SymbolKind.Interface,
  group: vscode.SymbolKind.Namespace,
  table: vscode.SymbolKind.Struct,
} as const satisfies Partial<Record<OutlineItem["kind"], vscode.SymbolKind>>;

/** Outline, folding, lenses, links and hovers of protocol documents and of a change's documents. */
export function registerProtocolLanguage(documents: ProtocolDocuments, engines: Engines): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDocumentSymbolProvider(
      PROTOCOL_SELECTOR,
      {
        provideDocumentSymbols(document) {
          const read = documents.protocolOf(document);
          return read ? outline(read.protocol).map((item) => symbolOf(item, document)) : [];
        },
      },
      { label: "Lockstep" },
    ),
    vscode.languages.registerFoldingRangeProvider(PROTOCOL_SELECTOR, {
      provideFoldingRanges: (document) =>
        documents.holdsEvidence(document)
          ? foldingRanges(document.getText()).map(
              ({ line, endLine }) => new vscode.FoldingRange(line - 1, endLine - 1),
            )
          : [],
    }),
    vscode.languages.registerCodeLensProvider(PROTOCOL_SELECTOR, {
      // What counts as a protocol may be different after a check.
      onDidChangeCodeLenses: engines.onDidChange,
      provideCodeLenses(document) {
        if (engines.settings(document.uri).codeLens === "off") return [];
        const verdict = documents.verdictOn(document);
        const root = documents.rootOf(document);
        const path = root === undefined ? undefined : pathOf(root, document.uri);
        const gate = verdict?.gates.find((one) => one.document === path && one.state !== "ahead");
        if (gate && path !== undefined) return gateLenses(gate);
        const read = documents.protocolOf(document);
        if (!read) return [];
        return phaseLenses(read.protocol, read.path, verdict?.gates).map(({ place, title }) => {
          const range = new vscode.Range(place.line - 1, 0, place.line - 1, 0);
          return new vscode.CodeLens(range, { title: plain(title), command: "lockstep.showProtocols" });
        });
      },
    }),
    vscode.languages.registerDocumentLinkProvider(PROTOCOL_SELECTOR, {
      provideDocumentLinks(document) {
        const root = documents.rootOf(document);
        if (root === undefined || !documents.holdsEvidence(document)) return [];
        return evidenceLinks(document.getText()).map(({ documentLine, start, end, path, line }) => {
          const range = new vscode.Range(documentLine - 1, start, documentLine - 1, end);
          return new vscode.DocumentLink(range, uriOf(root, path).with({ fragment: `L${line}` }));
        });
      },
    }),
    vscode.languages.registerHoverProvider(PROTOCOL_SELECTOR, {
      provideHover: (document, position) =>
        engines.settings(document.uri).hover ? hoverAt(document, position, documents) : undefined,
    }),
  );
}

/** What the gate of a phase document waits for, and what may be done about it. */
function gateLenses(gate: GateVerdict): vscode.CodeLens[] {
  const top = new vscode.Range(0, 0, 0, 0);
  const says = gate.approval ? sayApproval(gate.approval) : sayGate(gate);
  const lenses = [
    { title: plain(says, 160), command: "lockstep.showGate" },
    { title: "Review", command: "lockstep.reviewPhase" },
    ...(isApprovable(gate) ? [{ title: "Approve…", command: "lockstep.approveGate" }] : []),
  ];
  return lenses.map((command) => new vscode.CodeLens(top, command));
}

async function hoverAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  documents: ProtocolDocuments,
): Promise<vscode.Hover | undefined> {
  const root = documents.rootOf(document);
  if (root === undefined || !documents.holdsEvidence(document)) return undefined;
  const evidence = evidenceLinks(document.lineAt(position.line).text).find(
    ({ start, end }) => start <= position.character && position.character <= end,
  );
  if (evidence) {
    const claimed = { path: pathOf(root, document.uri) ?? "", line: position.line + 1 };
    return evidenceHover(evidence, claimed, root, documents.verdictOn(document));
  }
  const read = documents.protocolOf(document);
  const part = read && protocolHover(read.protocol, read.path, position.line + 1);
  if (!part) return undefined;
  const text = new vscode.MarkdownString();
  for (const sentence of part.says) text.appendText(plain(sentence, 400)).appendMarkdown("\n\n");
  return new vscode.Hover(text);
}

function symbolOf(item: OutlineItem, document: vscode.TextDocument): vscode.DocumentSymbol {
  const last = Math.min(item.place.endLine ?? item.place.line, document.lineCount) - 1;
  const first = Math.min(item.place.line - 1, last);
  const whole = new vscode.Range(first, 0, last, document.lineAt(last).text.length);
  const kind =
    new Map<string, vscode.SymbolKind>(Object.entries(SYMBOLS)).get(item.kind) ?? vscode.SymbolKind.Field;
  const symbol = new vscode.DocumentSymbol(
    plain(item.title) || "…",
    plain(item.detail, 80),
    kind,
    whole,
    document.lineAt(first).range,
  );
  symbol.children = item.children.map((child) => symbolOf(child, document));
  return symbol;
}
