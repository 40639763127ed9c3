import { readMarks, writeMark } from "#adapters/replay/marks";
import type { Mark, Marks, Path, Replayed } from "#core";
import * as vscode from "vscode";
import type { Engine } from "../engine.ts";
import { runReplay } from "./run.ts";
import type { Log } from "../log.ts";

/** How many commits are tried where nobody says otherwise. */
export const COMMITS = 20;

/** What was said of the recent commits of one repository, and what people said of that. */
export interface Tried {
  readonly root: string;
  readonly count: number;
  readonly commits: readonly Replayed[];
  readonly marks: Marks;
}

/** The repositories whose recent commits were tried in this window. */
export class RecentCommits {
  readonly #home: string;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #tried = new Map<string, Tried>();

  /** @param home where Lockstep is installed */
  constructor(home: string, log: Log) {
    this.#home = home;
    this.#log = log;
  }

  get all(): readonly Tried[] {
    return [...this.#tried.values()];
  }

  of({ root }: Pick<Engine, "root">): Tried | undefined {
    return this.#tried.get(root);
  }

  /** What would have been said, shown nowhere; `undefined` where somebody stopped it. */
  async ask(
    { root }: Engine,
    count: number,
    title: string,
    proposed: ReadonlyMap<Path, string> = new Map(),
  ): Promise<readonly Replayed[] | undefined> {
    const replays = await runReplay({ root, home: this.#home, count, proposed }, title);
    for (const failure of replays?.failed ?? []) this.#log.warn(`${root}: ${failure}`);
    return replays?.commits;
  }

  /** Shows what was said, with the marks there are. */
  async show(engine: Engine, count: number, commits: readonly Replayed[]): Promise<void> {
    const marks = await readMarks(engine.world.repository.commonDir);
    this.#tried.set(engine.root, { root: engine.root, count, commits, marks });
    this.#changed.fire();
  }

  /** Marks what is about one remark; the mark it has already is taken back. */
  async mark(engine: Engine, commit: string, about: string, mark: Mark): Promise<void> {
    const tried = this.of(engine);
    if (!tried) return;
    const { commonDir } = engine.world.repository;
    const now = (await readMarks(commonDir)).get(commit)?.get(about);
    await writeMark(commonDir, commit, about, now === mark ? undefined : mark);
    await this.show(engine, tried.count, tried.commits);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
