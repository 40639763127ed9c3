import type { Problem } from "#views/problems";
import { plain } from "#views/plain";
import * as vscode from "vscode";
import type { RepositoryDiagnostics } from "./diagnostics.ts";
import type { Engines } from "./engines.ts";
import { ruleUri } from "./documents.ts";
import { actionOf } from "./fixes.ts";

/** What can be done about a finding, offered at its line. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];
  readonly #engines: Engines;
  readonly #diagnostics: (root: string) => RepositoryDiagnostics | undefined;

  constructor(engines: Engines, diagnostics: (root: string) => RepositoryDiagnostics | undefined) {
    this.#engines = engines;
    this.#diagnostics = diagnostics;
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const root = this.#engines.of(document.uri)?.root;
    const diagnostics = root === undefined ? undefined : this.#diagnostics(root);
    if (root === undefined || !diagnostics) return [];
    return diagnostics.at(document.uri, range).flatMap((problem) => {
      const about = diagnostics.of(document.uri, problem);
      return actionsFor(problem, root).map((action) => Object.assign(action, { diagnostics: about }));
    });
  }
}

function actionsFor({ finding, related, rule }: Problem, root: string): vscode.CodeAction[] {
  const repairs = (finding.fixes ?? []).map((fix, at) =>
    Object.assign(actionOf(fix, root), { isPreferred: at === 0 && !fix.begins }),
  );
  const openings = related.map(({ path, line, endLine }) =>
    withCommand(`Open ${plain(path)}:${line}`, "lockstep.openPlace", {
      root,
      open: { path, line, ...(endLine === undefined ? {} : { endLine }) },
    }),
  );
  const confirmation =
    rule === "docs/stale-line" || rule === "docs/stale-comment" || rule === "docs/broken-reference"
      ? [withCommand("Still true…", "lockstep.stillTrue", { root, open: finding.place })]
      : [];
  const assumption =
    rule === "assumption/unlisted"
      ? [withCommand("List as an assumption…", "lockstep.addAssumption", { root, open: finding.place })]
      : [];
  const mapping =
    rule === "surface/unmapped-path"
      ? [withCommand("Map path to a surface…", "lockstep.mapPath", { root, open: finding.place })]
      : [];
  const decision =
    finding.surface === undefined
      ? []
      : [withCommand("Not needed…", "lockstep.markNotNeeded", { root, surface: finding.surface })];
  return [
    ...repairs,
    ...openings,
    ...confirmation,
    ...assumption,
    ...mapping,
    ...decision,
    withCommand("Explain this rule", "lockstep.explainRule", ruleUri(rule)),
  ];
}

function withCommand(title: string, command: string, argument: unknown): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command, title, arguments: [argument] };
  return action;
}
