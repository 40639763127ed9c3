import { watchNewFolders } from "#adapters/new-folders";
import { type Repository } from "#adapters/repository";
import { repositoryWorld, type RepositoryWorld } from "#adapters/world";
import type { Plan } from "#acts/plan";
import type { Path, Snapshot, Verdict } from "#core";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import type { Tree } from "#ports";
import { createSession, type Session } from "#session";
import * as path from "node:path";
import * as vscode from "vscode";
import { Learning } from "./learning.ts";
import { pathOf } from "./uris.ts";
import type { Log } from "./log.ts";

/** What an engine knows of its repository now. */
export type EngineState =
  | { readonly is: "reading" }
  | { readonly is: "verdict"; readonly verdict: Verdict }
  | { readonly is: "trouble"; readonly cause: unknown };

/** What an engine is given. */
export interface EngineOptions {
  readonly repository: Repository;
  /** The folder Lockstep is installed in. */
  readonly home: string;
  readonly log: Log;
  /** The ref to compare with; empty for the default. Asked at every check. */
  base(): string;
  /** Whether unsaved text counts; asked at every check. */
  unsavedCounts(): boolean;
  /** Whether files that changed are judged without being asked to. */
  follows(): boolean;
}

/** Watches one repository and keeps its verdict. */
export class Engine {
  readonly root: string;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #world: RepositoryWorld;
  readonly #session: Session;
  readonly #learning: Learning;
  readonly #watchers: readonly vscode.Disposable[];
  /** What reading for a command leaves for the next. */
  readonly #memory = createMemory();
  readonly #follows: () => boolean;
  #state: EngineState = { is: "reading" };
  #checking = false;

  constructor({ repository, home, log, base, unsavedCounts, follows }: EngineOptions) {
    this.#follows = follows;
    this.root = repository.root;
    this.#world = repositoryWorld({
      repository,
      mode: () => ({ is: "working", ...(base() ? { base: base() } : {}) }),
      stage: "working",
      home,
      ranks: "kept",
      buffers: () => (unsavedCounts() ? unsavedTexts(repository.root) : new Map()),
    });
    this.#learning = new Learning(repository.root, home, log, () => {
      this.#world.learned();
      this.#session.touch();
    });
    let began = 0;
    this.#session = createSession(this.#world, {
      checking: () => {
        began = performance.now();
        this.#checking = true;
        this.#changed.fire();
      },
      verdict: (verdict) => {
        const owed = verdict.surfaces.filter(({ state }) => state === "owed").length;
        log.debug(
          `${this.root}: ${owed} owed, ${verdict.findings.length} findings, ${Math.round(performance.now() - began)} ms`,
        );
        this.#become({ is: "verdict", verdict });
        void this.#learn();
      },
      trouble: (cause) => {
        log.failed(cause);
        this.#become({ is: "trouble", cause });
      },
    });
    this.#watchers = watch(repository, {
      touched: (paths) => this.#touched(paths),
      moved: () => {
        this.#world.moved();
        if (follows()) this.#session.touch();
      },
    });
  }

  get state(): EngineState {
    return this.#state;
  }

  get checking(): boolean {
    return this.#checking;
  }

  get world(): RepositoryWorld {
    return this.#world;
  }

  /** Everything the next judgement would look at, as it is now. */
  snapshot(): Promise<Snapshot> {
    return gather(this.#world, this.#memory);
  }

  /** The after side as it is now, unsaved texts included. */
  async after(): Promise<Tree> {
    return (await this.#world.compare()).after;
  }

  /** Text in an editor changed, saved or not. */
  typed(): void {
    this.#session.touch();
  }

  /** A file was written by the editor: known without a file event, which may be late or lost. */
  saved(path: Path): void {
    this.#touched([path]);
  }

  /** Reads everything anew and judges; resolves when the verdict is there. */
  async check(): Promise<void> {
    this.#world.moved();
    await this.#session.check();
  }

  /** Performs a plan and judges again. */
  async perform(plan: Plan): Promise<void> {
    await this.#world.perform(plan);
    await this.check();
  }

  async dispose(): Promise<void> {
    for (const watcher of this.#watchers) watcher.dispose();
    this.#session.dispose();
    this.#learning.dispose();
    this.#changed.dispose();
    await this.#world.close();
  }

  /** What ranks documents is read once there is a verdict to show, and read on when the change begins elsewhere. */
  async #learn(): Promise<void> {
    const comparison = await this.#world.compare().catch(() => undefined);
    this.#learning.want(comparison?.began);
  }

  #touched(paths: readonly Path[]): void {
    this.#world.touched(paths);
    if (this.#follows()) this.#session.touch();
  }

  #become(state: EngineState): void {
    this.#state = state;
    this.#checking = false;
    this.#changed.fire();
  }
}

interface Moves {
  /** Working files may be different on disk. */
  touched(paths: readonly Path[]): void;
  /** The index, HEAD or a ref may be different. */
  moved(): void;
}

/** Notices what any program does to the repository, through the editor's file events: nothing is polled. */
function watch(repository: Repository, { touched, moved }: Moves): vscode.Disposable[] {
  const { root, gitDir } = repository;
  const isGits = (uri: vscode.Uri): boolean =>
    uri.fsPath === gitDir || uri.fsPath.startsWith(gitDir + path.sep);
  const folders = process.platform === "linux" ? watchNewFolders({ repository, touched }) : undefined;
  const files = watcherOf(root, "**/*", (uri) => {
    const inside = pathOf(root, uri);
    if (inside === undefined || isGits(uri)) return;
    touched([inside]);
    // A folder that is removed and made again at once counts as changed.
    folders?.made(inside);
  });
  // git replaces files by renaming, so their folders are watched; a folder of refs is watched with all below it.
  const states = repository
    .watched()
    .flatMap((file) => [
      watcherOf(path.dirname(file), path.basename(file), moved),
      watcherOf(file, "**/*", moved),
    ]);
  return [...(folders ? [folders] : []), files, ...states];
}

function watcherOf(folder: string, glob: string, told: (uri: vscode.Uri) => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(
    new vscode.RelativePattern(vscode.Uri.file(folder), glob),
  );
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(told),
    watcher.onDidCreate(told),
    watcher.onDidDelete(told),
  );
}

/** The texts of the repository's files that are changed in an editor and not saved. */
function unsavedTexts(root: string): Map<Path, string> {
  return new Map(
    vscode.workspace.textDocuments.flatMap((document) => {
      const file = document.isDirty ? pathOf(root, document.uri) : undefined;
      return file === undefined ? [] : [[file, document.getText()] as const];
    }),
  );
}
