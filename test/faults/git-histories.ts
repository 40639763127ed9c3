import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  eventFile,
  eventsFolder,
  makeEvent,
  verifyAppendOnly,
  verifyShape,
  type EventDraft,
  type Ledger,
  type LedgerEvent,
} from "#core";
import { ledgerStore, type By } from "../../src/adapters/ledger/store.ts";
import { makeRepository, type Repository } from "./repository.ts";
import { randomOf, type Random } from "./seed.ts";

/** What a random history did to the records in it. */
export interface History {
  readonly steps: readonly string[];
  readonly events: number;
  /** Steps at which git stopped because of the records. */
  readonly conflicts: number;
  /** Recorded, not there at the end, and not named as missing. */
  readonly lost: number;
  /** Named as missing (a revert took them away) and put back from the journal. */
  readonly restored: number;
  /** Problems of levels 0 and 1 at the end. */
  readonly problems: number;
}

/** Branches, commits, merges, rebases, squashes, cherry-picks, reverts, stashes, worktrees and hooks, in random order. */
export async function randomHistory(seed: number, length = 10): Promise<History> {
  const repository = makeRepository();
  try {
    const walk = new Walk(repository, randomOf(seed));
    await walk.begin();
    for (let i = 0; i < length; i++) await walk.step();
    return await walk.end();
  } finally {
    repository.remove();
  }
}

class Walk {
  private readonly steps: string[] = [];
  private readonly ids = new Set<string>();
  private readonly branches: string[] = ["main"];
  private conflicts = 0;
  private restored = 0;
  private files = 0;
  private readonly repository: Repository;
  private readonly random: Random;

  constructor(repository: Repository, random: Random) {
    this.repository = repository;
    this.random = random;
  }

  async begin(): Promise<void> {
    writeFileSync(join(this.repository.root, "README.md"), "x\n");
    await this.commit();
  }

  async step(): Promise<void> {
    const kinds = [
      "commit",
      "commit",
      "branch",
      "change",
      "merge",
      "rebase",
      "squash",
      "pick",
      "revert",
      "stash",
      "worktree",
      "hook",
      "partly",
    ] as const;
    const kind = this.random.pick(kinds);
    this.steps.push(kind);
    await this[kind]();
  }

  /** Everything comes together on main, as it would at the end of the day. */
  async end(): Promise<History> {
    const { git } = this.repository;
    git("checkout", "-q", "main");
    for (const branch of this.branches.slice(1)) this.joins("merge", "-q", "--no-edit", branch);
    await this.restoreMissing();
    const ledger = await this.read();
    const there = new Set([...ledger.changes.values()].flat().map(({ id }) => id));
    const problems = [...verifyShape(ledger), ...(await this.missing(ledger))].filter(
      ({ weight }) => weight === "error",
    );
    return {
      steps: this.steps,
      events: this.ids.size,
      conflicts: this.conflicts,
      lost: [...this.ids].filter((id) => !there.has(id)).length,
      restored: this.restored,
      problems: problems.length,
    };
  }

  private async commit(folder = this.repository.root): Promise<void> {
    await this.record(folder);
    this.save(folder);
  }

  /** Commits everything that lies in a working tree. */
  private save(folder = this.repository.root): void {
    this.repository.gitIn(folder, "add", "-A");
    this.repository.gitIn(folder, "commit", "-q", "--allow-empty", "-m", `commit ${this.files}`);
  }

  private branch(): void {
    const name = `b${this.branches.length}`;
    this.branches.push(name);
    this.repository.git("checkout", "-q", "-b", name);
  }

  private change(): void {
    this.repository.git("checkout", "-q", this.random.pick(this.branches));
  }

  private merge(): void {
    this.joins("merge", "-q", "--no-edit", this.random.pick(this.branches));
  }

  private rebase(): void {
    this.joins("rebase", "-q", this.random.pick(this.branches));
  }

  private squash(): void {
    this.joins("merge", "-q", "--squash", this.random.pick(this.branches));
    this.save();
  }

  private pick(): void {
    const commits = this.repository.git("log", "--all", "--no-merges", "--format=%H").split("\n");
    this.joins("cherry-pick", "--allow-empty", "--keep-redundant-commits", this.random.pick(commits));
  }

  /** Takes records out of the tree; level 1 names them, and they are put back. */
  private async revert(): Promise<void> {
    const [head = "", ...parents] = this.repository.git("rev-list", "--parents", "-n1", "HEAD").split(" ");
    const empty = this.repository.tries("diff", "--quiet", "HEAD^", "HEAD");
    if (parents.length !== 1 || empty) return;
    this.joins("revert", "--no-edit", head);
    await this.restoreMissing();
  }

  private async stash(): Promise<void> {
    await this.record(this.repository.root);
    const from = this.current();
    this.repository.git("stash", "-q", "-u");
    this.change();
    await this.commit();
    this.repository.git("checkout", "-q", from);
    this.joins("stash", "pop", "-q");
    this.save();
  }

  private async worktree(): Promise<void> {
    const folder = `${this.repository.root}-${this.branches.length}`;
    const name = `b${this.branches.length}`;
    this.branches.push(name);
    this.repository.git("worktree", "add", "-q", "-b", name, folder);
    await this.commit(folder);
    await this.commit();
    this.repository.git("worktree", "remove", folder);
  }

  /** A pre-commit hook that records while git commits, and adds its record. */
  private async hook(): Promise<void> {
    const event = await this.record(this.repository.root);
    const made = makeEvent(
      { type: "comment", data: { text: `hook ${this.files}` } },
      {
        change: event.change,
        actor: { kind: "agent", name: "hook", via: "hook" },
        ts: event.ts,
        parents: [event.id],
      },
    );
    if (made.is === "refused") throw new Error(made.reason);
    const { name, text } = eventFile(made.event);
    // The hook's own store would have written the journal's copy first.
    const waiting = join(this.repository.commonDir, "lockstep/journal", `${made.event.id}.json`);
    writeFileSync(waiting, text);
    const target = `${eventsFolder(event.change)}/${name}`;
    const hook = join(this.repository.hooks, "pre-commit");
    writeFileSync(hook, `#!/bin/sh\ncp '${waiting}' '${target}' && git add '${target}'; rm '${hook}'\n`, {
      mode: 0o755,
    });
    this.ids.add(made.event.id);
    this.save();
  }

  /** As lint-staged does: what is not staged is put aside, committed, and taken back. */
  private async partly(): Promise<void> {
    writeFileSync(join(this.repository.root, `staged-${this.files++}.ts`), "x\n");
    this.repository.git("add", "-A");
    await this.record(this.repository.root);
    this.repository.git("stash", "push", "-q", "--keep-index", "--include-untracked");
    this.repository.git("commit", "-q", "-m", "partly");
    this.joins("stash", "pop", "-q");
    this.save();
  }

  /** Code in a file of its own, and one to three events in the branch's change. */
  private async record(folder: string): Promise<LedgerEvent> {
    writeFileSync(join(folder, `file-${this.files++}.ts`), `${this.random.below(1e9)}\n`);
    const store = ledgerStore({ root: folder, commonDir: this.repository.commonDir });
    const branch = this.repository.gitIn(folder, "branch", "--show-current");
    const by: By = {
      actor: { kind: "human", name: "Ada", via: "cli" },
      now: new Date(Date.parse("2026-11-20T12:00:00Z") + this.files * 1000),
    };
    const state = await store.changeOf(branch, by);
    for (const { id } of state.events) this.ids.add(id);
    let last = state.events.at(-1)!;
    for (let count = 1 + this.random.below(3); count > 0; count--) {
      const draft: EventDraft = { type: "comment", data: { text: `${this.random.below(1e9)}` } };
      last = await store.record(state.change, draft, by);
      this.ids.add(last.id);
    }
    return last;
  }

  /** Runs something that brings histories together. A stop is a conflict: nothing but records can clash here. */
  private joins(...args: readonly string[]): void {
    if (this.repository.tries(...args)) return;
    this.conflicts++;
    for (const kind of ["merge", "rebase", "cherry-pick", "revert"]) this.repository.tries(kind, "--abort");
    this.repository.tries("reset", "-q", "--hard");
  }

  private current(): string {
    return this.repository.git("branch", "--show-current");
  }

  private store() {
    return ledgerStore({ root: this.repository.root, commonDir: this.repository.commonDir });
  }

  private read(): Promise<Ledger> {
    return this.store().readChanges();
  }

  /** Events of the journal that no ref holds any more at its tip, as far as this branch had them. */
  private async missing(ledger: Ledger): Promise<ReturnType<typeof verifyAppendOnly>> {
    const had = new Set(
      this.repository
        .git("log", "--format=", "--name-only", "--no-renames", "--diff-filter=A", "HEAD", "--", ".lockstep")
        .split("\n"),
    );
    const journal = (await this.store().journal()).filter((event) => had.has(pathOf(event)));
    return verifyAppendOnly(
      ledger,
      journal.map((event) => ({ event, seen: "this clone" })),
    );
  }

  private async restoreMissing(): Promise<void> {
    const missing = await this.missing(await this.read());
    if (missing.length === 0) return;
    const paths = new Set(missing.map(({ path }) => path));
    const events = (await this.store().journal()).filter((event) => paths.has(pathOf(event)));
    await this.store().restore(events, new Date());
    this.restored += events.length;
    this.save();
  }
}

function pathOf(event: LedgerEvent): string {
  return `${eventsFolder(event.change)}/${eventFile(event).name}`;
}
