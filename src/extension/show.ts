import type { ContextKey, EngineState, ViewId } from "#manifest/views";
import { Trouble } from "#ports";
import { auditDetail, auditRows } from "#views/audit-rows";
import { gateRows } from "#views/gate-rows";
import { isApprovable, needsPerson } from "#views/gates";
import { currentGate } from "#views/next-step";
import { protocolRows } from "#views/protocol-rows";
import { statusOf } from "#views/status";
import { impactRows } from "#views/impact-rows";
import { replayDetail, replayRows } from "#views/replay-rows";
import { type Row, surfaceRows } from "#views/tree";
import type { Verdict } from "#core";
import * as path from "node:path";
import * as vscode from "vscode";
import { RepositoryDiagnostics } from "./diagnostics.ts";
import type { Engines } from "./engines.ts";
import { QuickFixes } from "./quick-fixes.ts";
import { placed, type PlacedRow, RowTree } from "./row-tree.ts";
import type { RecentCommits } from "./replay/replays.ts";
import type { Snooze } from "./snooze.ts";
import { StatusBar } from "./status-bar.ts";
import { uriOf } from "./uris.ts";

/** Draws what the engines know: views, badge, Problems, status bar, context keys. Decides nothing. */
export class Show {
  readonly #engines: Engines;
  readonly #diagnostics = new Map<string, RepositoryDiagnostics>();
  readonly #status: StatusBar;
  readonly #surfaces = new RowTree();
  readonly #impacts = new RowTree();
  readonly #audit = new RowTree();
  readonly #protocols = new RowTree();
  readonly #gates = new RowTree();
  readonly #recent = new RowTree();
  readonly #recentView: vscode.TreeView<PlacedRow>;
  readonly #surfaceView: vscode.TreeView<PlacedRow>;
  readonly #gateView: vscode.TreeView<PlacedRow>;
  readonly #subscriptions: vscode.Disposable[];

  constructor(engines: Engines, recent: RecentCommits, snooze: Snooze) {
    this.#engines = engines;
    this.#status = new StatusBar(engines, snooze);
    this.#surfaceView = view("lockstep.surfaces", this.#surfaces);
    this.#recentView = view("lockstep.replay", this.#recent);
    this.#gateView = view("lockstep.phases", this.#gates);
    const fixes = new QuickFixes(engines, (root) => this.#diagnostics.get(root));
    this.#subscriptions = [
      this.#status,
      this.#surfaces,
      this.#impacts,
      this.#audit,
      this.#protocols,
      this.#gates,
      this.#surfaceView,
      this.#recent,
      this.#recentView,
      this.#gateView,
      snooze.onDidChange(() => this.#status.draw()),
      view("lockstep.docImpact", this.#impacts),
      view("lockstep.audit", this.#audit),
      view("lockstep.protocols", this.#protocols),
      vscode.languages.registerCodeActionsProvider({ scheme: "file" }, fixes, {
        providedCodeActionKinds: QuickFixes.kinds,
      }),
      engines.onDidChange(() => this.draw()),
      recent.onDidChange(() => this.#drawRecent(recent)),
      vscode.window.onDidChangeActiveTextEditor(() => this.#status.draw()),
      // Ranges of files that were not open cover whole lines; now they can be exact.
      vscode.workspace.onDidOpenTextDocument(() => this.#drawProblems()),
    ];
  }

  /** Whether *Phases & Gates* is on the screen. */
  get gatesInSight(): boolean {
    return this.#gateView.visible;
  }

  /** Draws everything anew. */
  draw(): void {
    const judged = this.#judged();
    const rowsBy = (
      rowsOf: (verdict: Verdict) => Row[],
      detailOf?: (verdict: Verdict) => string,
    ): PlacedRow[] =>
      grouped(
        judged.map(({ root, verdict }) => ({
          root,
          rows: placed(rowsOf(verdict), root),
          detail: detailOf?.(verdict) ?? "",
        })),
      );
    this.#surfaces.show(rowsBy(surfaceRows, (verdict) => statusOf(verdict).short));
    this.#gates.show(rowsBy(gateRows));
    this.#impacts.show(rowsBy(impactRows));
    this.#audit.show(rowsBy(auditRows, auditDetail));
    this.#protocols.show(rowsBy(protocolRows));
    this.#drawBadge(judged);
    this.#drawProblems();
    this.#status.draw();
    this.#setContext(judged);
  }

  /** Draws what was said of recent commits; only trying and marking change it. */
  #drawRecent({ all }: RecentCommits): void {
    this.#recent.show(
      grouped(
        all.map(({ root, commits, marks }) => ({
          root,
          rows: placed(replayRows(commits, marks), root),
          detail: replayDetail(commits, marks),
        })),
      ),
    );
    this.#recentView.description = all.map(({ commits, marks }) => replayDetail(commits, marks)).join(" · ");
    setContext("lockstep.replayed", all.length > 0);
  }

  dispose(): void {
    for (const subscription of [...this.#subscriptions, ...this.#diagnostics.values()])
      subscription.dispose();
  }

  #judged(): { root: string; verdict: Verdict }[] {
    return this.#engines.all.flatMap(({ root, state }) =>
      state.is === "verdict" ? [{ root, verdict: state.verdict }] : [],
    );
  }

  #drawBadge(judged: readonly { verdict: Verdict }[]): void {
    const owed = judged
      .flatMap(({ verdict }) => verdict.surfaces)
      .filter(({ state }) => state === "owed").length;
    const show = this.#engines.settings().badge === "owed" && owed > 0;
    this.#surfaceView.badge = show ? { value: owed, tooltip: `${owed} owed` } : undefined;
  }

  #drawProblems(): void {
    const judged = new Map(this.#judged().map(({ root, verdict }) => [root, verdict]));
    for (const [root, diagnostics] of this.#diagnostics) {
      if (judged.has(root)) continue;
      diagnostics.dispose();
      this.#diagnostics.delete(root);
    }
    for (const [root, verdict] of judged) {
      const diagnostics = this.#diagnostics.get(root) ?? new RepositoryDiagnostics(root);
      this.#diagnostics.set(root, diagnostics);
      diagnostics.show(verdict, this.#engines.settings(vscode.Uri.file(root)));
    }
  }

  #setContext(judged: readonly { root: string; verdict: Verdict }[]): void {
    const files = judged.flatMap(({ root, verdict }) =>
      verdict.surfaces
        .filter(({ state }) => state === "owed")
        .flatMap(({ because }) => because.map((place) => uriOf(root, place.path).fsPath)),
    );
    const gates = judged.flatMap(({ verdict }) => currentGate(verdict) ?? []);
    setContext("lockstep.ready", this.#engines.ready);
    setContext("lockstep.phase", gates[0]?.phase ?? 0);
    setContext("lockstep.canApprove", gates.some(isApprovable));
    setContext(
      "lockstep.hasPhases",
      judged.some(({ verdict }) => verdict.protocol.phases.length > 0),
    );
    setContext(
      "lockstep.hasChange",
      judged.some(({ verdict: { record } }) => record?.started === true && record.closed === undefined),
    );
    setContext("lockstep.state", this.#state(judged));
    setContext("lockstep.files", [...new Set(files)]);
  }

  #state(judged: readonly { verdict: Verdict }[]): EngineState {
    const surfaces = judged.flatMap(({ verdict }) => verdict.surfaces);
    const broken = judged.some(({ verdict }) =>
      verdict.findings.some(({ rule }) => rule === "config/invalid"),
    );
    if (broken) return "config-error";
    const gates = judged.flatMap(({ verdict }) => currentGate(verdict) ?? []);
    if (gates.some(({ state }) => state === "broken")) return "broken";
    if (gates.some(needsPerson)) return "awaiting";
    if (gates.length > 0 || surfaces.some(({ state }) => state === "owed")) return "owed";
    if (judged.length > 0) return surfaces.some(({ state }) => state === "met") ? "done" : "idle";
    const causes = [
      ...this.#engines.refused.map(({ cause }) => cause),
      ...this.#engines.all.flatMap(({ state }) => (state.is === "trouble" ? [state.cause] : [])),
    ];
    if (causes.length === 0) return "no-folder";
    return causes.some((cause) => cause instanceof Trouble && cause.code === "not-a-repository")
      ? "no-git"
      : "trouble";
  }
}

function view(id: ViewId, tree: RowTree): vscode.TreeView<PlacedRow> {
  return vscode.window.createTreeView(id, { treeDataProvider: tree, showCollapseAll: true });
}

function setContext(key: ContextKey, value: unknown): void {
  void vscode.commands.executeCommand("setContext", key, value);
}

/** One repository's rows as they are; several under a row each. */
function grouped(repositories: readonly { root: string; rows: PlacedRow[]; detail: string }[]): PlacedRow[] {
  if (repositories.length < 2) return repositories.flatMap(({ rows }) => rows);
  return repositories.map(({ root, rows, detail }) => ({
    root,
    id: "repository",
    label: path.basename(root),
    description: detail,
    icon: "repo",
    context: "repository",
    spoken: [`Repository ${path.basename(root)}`, detail].filter(Boolean).join(", "),
    tooltip: root,
    rows,
    expanded: true,
  }));
}
