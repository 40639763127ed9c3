import type { Path, Severity, Verdict } from "#core";
import type { Settings } from "#manifest/settings";
import { type Problem, problems } from "#views/problems";
import * as vscode from "vscode";
import { ruleUri } from "./documents.ts";
import { SEVERITIES } from "./severities.ts";
import { rangeOf, uriOf } from "./uris.ts";

/** Loudest first; a setting may only move a finding to the right. */
const LOUDNESS: readonly Severity[] = ["error", "warning", "info", "hint"];

/** A diagnostic that knows what it was drawn from. */
interface Shown {
  readonly diagnostic: vscode.Diagnostic;
  readonly problem: Problem;
}

/** The Problems panel of one repository. */
export class RepositoryDiagnostics {
  readonly #collection: vscode.DiagnosticCollection;
  readonly #root: string;
  #byUri = new Map<string, Shown[]>();

  constructor(root: string) {
    this.#root = root;
    this.#collection = vscode.languages.createDiagnosticCollection("lockstep");
  }

  /** Replaces everything shown. */
  show(verdict: Verdict, settings: Settings): void {
    const byPath: Map<Path, Problem[]> =
      settings["problems.show"] === "off" ? new Map() : problems(verdict, settings["problems.maximum"]);
    const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    const shown = [...byPath].flatMap(([path, list]) => {
      const uri = uriOf(this.#root, path);
      if (settings["problems.show"] === "openFiles" && !open.has(uri.toString())) return [];
      // What is wrong with an open protocol document is said as it is typed, by `ProtocolProblems`.
      const ours = list.filter(({ rule }) => !(rule.startsWith("protocol/") && open.has(uri.toString())));
      const drawn = ours.flatMap((problem) => this.#draw(uri, problem, settings));
      return drawn.length > 0 ? [[uri, drawn] as const] : [];
    });
    this.#byUri = new Map(shown.map(([uri, list]) => [uri.toString(), list]));
    this.#collection.clear();
    this.#collection.set(shown.map(([uri, list]) => [uri, list.map(({ diagnostic }) => diagnostic)]));
  }

  /** The problems whose lines touch a range. */
  at(uri: vscode.Uri, range: vscode.Range): Problem[] {
    const lines = new vscode.Range(range.start.line, 0, range.end.line, Number.MAX_SAFE_INTEGER);
    return (this.#byUri.get(uri.toString()) ?? [])
      .filter(({ diagnostic }) => diagnostic.range.intersection(lines) !== undefined)
      .map(({ problem }) => problem);
  }

  /** The diagnostics drawn for a problem. */
  of(uri: vscode.Uri, problem: Problem): vscode.Diagnostic[] {
    const list = this.#byUri.get(uri.toString()) ?? [];
    return list.filter((shown) => shown.problem === problem).map(({ diagnostic }) => diagnostic);
  }

  clear(): void {
    this.#byUri.clear();
    this.#collection.clear();
  }

  dispose(): void {
    this.#collection.dispose();
  }

  #draw(uri: vscode.Uri, problem: Problem, settings: Settings): Shown[] {
    const severity = lowered(problem, settings["problems.severity"]);
    if (severity === "off") return [];
    const place = { path: "", line: problem.line, endLine: problem.endLine };
    const diagnostic = new vscode.Diagnostic(rangeOf(place, uri), problem.message, SEVERITIES[severity]);
    diagnostic.source = "Lockstep";
    diagnostic.code = { value: problem.rule, target: ruleUri(problem.rule) };
    diagnostic.relatedInformation = problem.related.map((line) => {
      const target = uriOf(this.#root, line.path);
      return new vscode.DiagnosticRelatedInformation(
        new vscode.Location(target, rangeOf(line, target)),
        line.says ?? "",
      );
    });
    return [{ diagnostic, problem }];
  }
}

function lowered({ rule, severity }: Problem, levels: Settings["problems.severity"]): Severity | "off" {
  const group = `${rule.slice(0, rule.indexOf("/"))}/*`;
  const wanted = levels[rule] ?? levels[group];
  if (wanted === undefined) return severity;
  if (wanted === "off") return "off";
  return LOUDNESS.indexOf(wanted) > LOUDNESS.indexOf(severity) ? wanted : severity;
}
