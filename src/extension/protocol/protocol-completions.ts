import { type Completion, completionsAt } from "#core";
import * as vscode from "vscode";
import type { Engines } from "../engines.ts";
import { PROTOCOL_SELECTOR, type ProtocolDocuments } from "./protocol-documents.ts";

const KINDS = {
  path: vscode.CompletionItemKind.File,
  line: vscode.CompletionItemKind.Value,
  surface: vscode.CompletionItemKind.Interface,
  verdict: vscode.CompletionItemKind.EnumMember,
  marker: vscode.CompletionItemKind.Keyword,
  trace: vscode.CompletionItemKind.Snippet,
  phase: vscode.CompletionItemKind.Event,
} as const satisfies Record<Completion["kind"], vscode.CompletionItemKind>;

/** Completes paths (changed ones first), changed lines, surfaces, verdicts, markers and trace fields. */
export function registerProtocolCompletions(
  documents: ProtocolDocuments,
  engines: Engines,
): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    PROTOCOL_SELECTOR,
    {
      async provideCompletionItems(document, position) {
        const engine = engines.of(document.uri);
        if (engine?.state.is !== "verdict" || !documents.holdsEvidence(document)) return [];
        const { verdict } = engine.state;
        const causes = verdict.surfaces.flatMap(({ because }) => because);
        const files = [...new Set(verdict.surfaces.flatMap(({ files: touched }) => touched))];
        const changed = files.map((path) => ({
          path,
          lines: [...new Set(causes.filter((place) => place.path === path).map(({ line }) => line))],
        }));
        const paths = await engine.world.paths();
        const { text } = document.lineAt(position.line);
        return completionsAt(text, position.character, { protocol: verdict.protocol, changed, paths }).map(
          (completion, at) => itemOf(completion, at, position.line),
        );
      },
    },
    "/",
    ":",
    "|",
    "[",
    "=",
  );
}

function itemOf(
  { kind, label, insert, detail, start, end }: Completion,
  at: number,
  line: number,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, KINDS[kind]);
  item.insertText = insert;
  item.filterText = insert;
  item.detail = detail;
  item.range = new vscode.Range(line, start, line, end);
  // The order is a judgement: changed files come first.
  item.sortText = String(at).padStart(4, "0");
  return item;
}
