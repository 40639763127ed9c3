import { RULES, type Verdict } from "#core";
import { toJson } from "#views/json";
import { toJunit } from "#views/junit";
import { toMarkdown } from "#views/markdown";
import { toReport } from "#views/report";
import { toSarif } from "#views/sarif";
import * as path from "node:path";
import * as vscode from "vscode";
import { pickEngine, verdictOf } from "../commands/targets.ts";
import type { Engines } from "../engines.ts";

declare const LOCKSTEP_VERSION: string;

const SCHEME = "lockstep-report";

/** The report of each repository's change as a read-only document that follows what is edited. */
export class ReportDocuments implements vscode.TextDocumentContentProvider {
  readonly #engines: Engines;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(engines: Engines) {
    this.#engines = engines;
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      engines.onDidChange(() => {
        for (const { uri } of vscode.workspace.textDocuments)
          if (uri.scheme === SCHEME) this.#changed.fire(uri);
      }),
    ];
  }

  provideTextDocumentContent({ query }: vscode.Uri): string {
    const state = this.#engines.at(query)?.state;
    return state?.is === "verdict" ? toReport(state.verdict) : "The repository is being read.\n";
  }

  async preview(): Promise<void> {
    const uri = await this.#uri();
    if (uri) await vscode.commands.executeCommand("markdown.showPreview", uri);
  }

  async open(): Promise<void> {
    const uri = await this.#uri();
    if (!uri) return;
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, "markdown");
    await vscode.window.showTextDocument(document);
  }

  /** Saves the report where the person says, in the form they pick. */
  async export(): Promise<void> {
    const engine = await pickEngine(this.#engines);
    const verdict = engine && (await verdictOf(engine));
    if (!engine || !verdict) return;
    const form = await vscode.window.showQuickPick(FORMS, { placeHolder: "Export the report as …" });
    if (!form) return;
    const uri = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.file(path.join(engine.root, form.file)),
      filters: { [form.label]: [form.file.slice(form.file.lastIndexOf(".") + 1)] },
    });
    if (!uri) return;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(form.write(verdict)));
    await vscode.window.showTextDocument(uri);
  }

  async copyPullRequestText(): Promise<void> {
    const engine = await pickEngine(this.#engines);
    const verdict = engine && (await verdictOf(engine));
    if (!verdict) return;
    await vscode.env.clipboard.writeText(toMarkdown(verdict));
    vscode.window.setStatusBarMessage("$(check) Pull request text copied", 4000);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }

  async #uri(): Promise<vscode.Uri | undefined> {
    const engine = await pickEngine(this.#engines);
    if (!engine) return undefined;
    await verdictOf(engine);
    return vscode.Uri.from({
      scheme: SCHEME,
      path: `/${path.basename(engine.root)}/report.md`,
      query: engine.root,
    });
  }
}

interface Form extends vscode.QuickPickItem {
  readonly file: string;
  write(verdict: Verdict): string;
}

const FORMS: readonly Form[] = [
  { label: "Markdown", file: "lockstep-report.md", write: toReport },
  {
    label: "JSON",
    file: "lockstep-report.json",
    write: (verdict) => `${JSON.stringify(toJson(verdict), null, 2)}\n`,
  },
  {
    label: "SARIF",
    file: "lockstep-report.sarif",
    write: (verdict) =>
      toSarif(verdict, {
        version: LOCKSTEP_VERSION,
        rules: RULES,
        protocol: verdict.protocol.title,
      }),
  },
  { label: "JUnit", file: "lockstep-report.xml", write: toJunit },
  { label: "Pull request text", file: "lockstep-pull-request.md", write: toMarkdown },
];
