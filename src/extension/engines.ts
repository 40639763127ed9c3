import { openRepository } from "#adapters/repository";
import { matching } from "#core";
import type { Settings } from "#manifest/settings";
import * as path from "node:path";
import * as vscode from "vscode";
import { Engine } from "./engine.ts";
import { withProgram } from "./git-program.ts";
import { settingsFor } from "./settings.ts";
import { pathOf } from "./uris.ts";
import type { Log } from "./log.ts";

/** A workspace folder that has no engine, and why. */
export interface Refused {
  readonly folder: string;
  readonly cause: unknown;
}

/** The settings that say which repositories are opened, and with what. */
const OPENING = ["lockstep.enabled", "lockstep.git", "lockstep.excludeRoots"] as const;

/** One engine for every repository of the workspace, opened when somebody looks. */
export class Engines {
  readonly #context: vscode.ExtensionContext;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable[];
  /** What is waited for where a folder was refused. */
  readonly #hopes: vscode.Disposable[] = [];
  #engines = new Map<string, Engine>();
  #refused: readonly Refused[] = [];
  #ready = false;
  #opening: Promise<void> | undefined;

  constructor(context: vscode.ExtensionContext, log: Log) {
    this.#context = context;
    this.#log = log;
    const typed = (document: vscode.TextDocument): void => {
      const engine = this.of(document.uri);
      if (engine && this.settings(document.uri)["check.trigger"] === "onType") engine.typed();
    };
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument(({ document }) => typed(document)),
      vscode.workspace.onDidCloseTextDocument(typed),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        const engine = this.of(uri);
        const path = engine && pathOf(engine.root, uri);
        if (path !== undefined) engine?.saved(path);
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.reopen()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.reopen()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (OPENING.some((key) => event.affectsConfiguration(key))) void this.reopen();
        else if (event.affectsConfiguration("lockstep")) {
          this.#changed.fire();
          void this.checkAll();
        }
      }),
    ];
  }

  get all(): readonly Engine[] {
    return [...this.#engines.values()];
  }

  get refused(): readonly Refused[] {
    return this.#refused;
  }

  /** Every folder has been looked at. */
  get ready(): boolean {
    return this.#ready;
  }

  settings(scope?: vscode.Uri): Settings {
    return settingsFor(this.#log, scope);
  }

  /** The engine of the repository a file is in; the innermost where repositories nest. */
  of(uri: vscode.Uri): Engine | undefined {
    return this.all
      .filter(({ root }) => pathOf(root, uri) !== undefined)
      .sort((a, b) => b.root.length - a.root.length)[0];
  }

  at(root: string): Engine | undefined {
    return this.#engines.get(root);
  }

  /** Opens what is not open yet; later calls wait for the first. */
  open(): Promise<void> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** Closes every engine and begins anew, once what began earlier is through. */
  reopen(): Promise<void> {
    const before = this.#opening;
    this.#opening = (async () => {
      await before;
      await this.#close();
      await this.#open();
    })();
    return this.#opening;
  }

  async #close(): Promise<void> {
    const old = this.all;
    this.#engines = new Map();
    this.#ready = false;
    this.#changed.fire();
    for (const hope of this.#hopes.splice(0)) hope.dispose();
    await Promise.all(old.map((engine) => engine.dispose()));
  }

  async checkAll(): Promise<void> {
    await Promise.all(this.all.map((engine) => engine.check()));
  }

  /** The ref a repository is compared with: chosen for this workspace, else the setting. */
  base(root: string): string {
    return (
      this.#context.workspaceState.get<string>(baseKey(root)) ??
      this.settings(vscode.Uri.file(root))["check.baseRef"]
    );
  }

  /** Chooses for this workspace; empty for where the branch began, whatever the setting says. */
  async chooseBase(root: string, ref: string): Promise<void> {
    const setting = this.settings(vscode.Uri.file(root))["check.baseRef"];
    await this.#context.workspaceState.update(baseKey(root), ref === setting ? undefined : ref);
    await this.at(root)?.check();
  }

  async dispose(): Promise<void> {
    for (const subscription of [...this.#subscriptions, ...this.#hopes]) subscription.dispose();
    await Promise.all(this.all.map((engine) => engine.dispose()));
    this.#changed.dispose();
  }

  async #open(): Promise<void> {
    const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
    const refused: Refused[] = [];
    for (const { uri } of folders) {
      const settings = this.settings(uri);
      if (!settings.enabled || uri.scheme !== "file" || isLeftAlone(uri.fsPath, settings)) continue;
      try {
        await this.#openFolder(uri, settings);
      } catch (cause) {
        this.#log.info(`${uri.fsPath}: ${String(cause instanceof Error ? cause.message : cause)}`);
        refused.push({ folder: uri.fsPath, cause });
        this.#hopes.push(onRepositoryMade(uri, () => void this.reopen()));
      }
    }
    this.#refused = refused;
    await this.checkAll();
    this.#ready = true;
    this.#changed.fire();
  }

  async #openFolder(uri: vscode.Uri, settings: Settings): Promise<void> {
    const environment = withProgram(process.env, settings["git.path"]);
    const repository = await openRepository(uri.fsPath, { trust: "full", env: environment });
    if (this.#engines.has(repository.root) || isLeftAlone(repository.root, settings))
      return repository.close();
    const engine = new Engine({
      repository,
      home: this.#context.extensionPath,
      log: this.#log,
      base: () => this.base(repository.root),
      unsavedCounts: () => this.settings(uri)["check.trigger"] === "onType",
      follows: () => this.settings(uri)["check.trigger"] !== "manual",
    });
    engine.onDidChange(() => this.#changed.fire());
    this.#engines.set(repository.root, engine);
  }
}

/** Whether a folder is one that somebody wants left alone. */
function isLeftAlone(folder: string, { excludeRoots }: Settings): boolean {
  return matching(excludeRoots)(folder.split(path.sep).join("/"));
}

function baseKey(root: string): string {
  return `base:${root}`;
}

/** Calls when a folder becomes a repository: `.git` is a folder, or a file in a linked worktree. */
function onRepositoryMade(folder: vscode.Uri, made: () => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(
    new vscode.RelativePattern(folder, "{.git,.git/HEAD}"),
    false,
    true,
    true,
  );
  return vscode.Disposable.from(watcher, watcher.onDidCreate(made));
}
