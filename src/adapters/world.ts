import type { Plan, PlannedRecord } from "#acts/plan";
import { type Actor, type LedgerEvent, type Path, type Stage } from "#core";
import type { Comparison, LayeredTree, Tree, World } from "#ports";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type HistoryLog, historyReader } from "./background/history-log.ts";
import type { Head } from "./git/questions.ts";
import { agentMarks } from "./agent-marks.ts";
import { ledgerReader, type ReadRecords } from "./ledger/ledger-reader.ts";
import { readOwnSigners } from "./ledger/own-signers.ts";
import { recordNotNeeded } from "./ledger/record-on-branch.ts";
import { readRecords, type RecordsWorld } from "./ledger/records.ts";
import { type By, ledgerStore } from "./ledger/store.ts";
import type { Mode, Repository, WorkingComparison } from "./repository.ts";
import { codeOnly } from "./trees/code-only.ts";
import { overlay } from "./trees/overlay.ts";
import { removePlannedFile, writePlannedFile } from "./write-planned-file.ts";

/** What makes a repository a world to check. */
export interface RepositoryWorldOptions {
  readonly repository: Repository;
  /** Which trees to compare; asked at every check where it can change. */
  readonly mode: Mode | (() => Mode);
  readonly stage: Stage;
  /** The folder Lockstep is installed in: built-in protocols lie there. */
  readonly home: string;
  /** Leaves the documents as they were: what did the code alone make false? */
  readonly codeOnly?: boolean;
  /** Who reviewed the content on the forge, told by whoever runs the check there. */
  readonly attested?: readonly string[];
  /** Where coding agents leave their marks; the process's own when left out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /**
   * Ranks the documents of every change. `kept`: with what earlier runs left in git's directory; `read`:
   * reads what is missing first. Left out, only a surface that asks for it has them ranked, with what is kept.
   */
  readonly ranks?: "kept" | "read";
  /** Where the configuration and the protocols are read; left out, in the trees that are compared. */
  readonly held?: Pick<Tree, "read">;
  /** Unsaved texts, laid over the working tree at every check. */
  readonly buffers?: () => ReadonlyMap<Path, string>;
}

/** A repository as a world: what a check asks of it, and what a plan does to it. */
export interface RepositoryWorld extends World {
  readonly repository: Repository;
  /** What was written down in a tree of this repository. */
  ledger(tree: Tree): Promise<ReadRecords>;
  /** Every file of the after side. */
  paths(): Promise<readonly Path[]>;
  /** These working files may be different on disk. */
  touched(paths: readonly Path[]): void;
  /** Code and history may be read further than they were. */
  learned(): void;
  /** The index, HEAD or a ref may be different: read anew at the next check. */
  moved(): void;
  /** Does what a plan says: writes its files, records its decisions under the user's git name, or as an agent's where one is named. */
  perform(plan: Plan, as?: Actor): Promise<void>;
  /** Who acts here. */
  actor(): Promise<Actor>;
  close(): Promise<void>;
}

/** @param options.repository closed with the world */
export function repositoryWorld({
  repository,
  mode,
  stage,
  home,
  buffers,
  codeOnly: alone,
  env = process.env,
  attested = [],
  ranks,
  held,
}: RepositoryWorldOptions): RepositoryWorld {
  const modeNow = typeof mode === "function" ? mode : () => mode;
  let last: { readonly key: string; readonly comparison: WorkingComparison } | undefined;
  let pending = new Set<Path>();
  let moves = 0;
  let queue: Promise<unknown> = Promise.resolve();
  let head: Promise<Head> | undefined;
  let log: Promise<HistoryLog> | undefined;
  /** Later commits differ little from the first, and what they add is read as it is asked for. */
  let learning: Promise<unknown> | undefined;
  const historyAt = historyReader();
  const builtins = new Map<string, Promise<string | undefined>>();
  const store = ledgerStore({ root: repository.root, commonDir: repository.commonDir });
  const read = ledgerReader();
  const journal = new Map<string, LedgerEvent>();
  let root: Promise<string | undefined> | undefined;
  const branch = async (): Promise<string | undefined> => {
    const now = await (head ??= repository.head());
    return now.is === "detached" ? undefined : now.branch;
  };

  async function compare(): Promise<Comparison> {
    const now = modeNow();
    const comparison = now.is === "working" ? await workingComparison(now) : await repository.comparison(now);
    const { began } = comparison;
    if (ranks === "read" && began !== undefined)
      await (learning ??= Promise.all([repository.learnCode(began), repository.learnDocuments(began)]));
    if (alone) return { ...comparison, after: await codeOnly(comparison.before, comparison.after) };
    const unsaved = buffers?.();
    if (!unsaved || unsaved.size === 0) return comparison;
    const after = await overlay(comparison.after, unsaved);
    return { ...comparison, after, ...uncommittedWith(comparison, after) };
  }

  /** One at a time: an answer that began earlier must not replace one that knows more. */
  function workingComparison(now: Extract<Mode, { is: "working" }>): Promise<WorkingComparison> {
    const next = queue.then(() => nextComparison(now));
    queue = next.catch(() => undefined);
    return next;
  }

  /** Brings the last comparison up to date where only files were touched since, else reads anew. */
  async function nextComparison(now: Extract<Mode, { is: "working" }>): Promise<WorkingComparison> {
    const key = now.base ?? "";
    const paths = [...pending];
    pending = new Set();
    const known = last?.key === key ? last.comparison : undefined;
    last = undefined;
    const asOf = moves;
    const comparison = known ? await brought(known, paths) : await repository.comparison(now);
    // What moved meanwhile is not in it: the next one reads anew.
    if (asOf === moves) last = { key, comparison };
    return comparison;
  }

  /** Who acts here: a person, unless a coding agent left its marks in the environment. */
  async function actor(): Promise<Actor> {
    const { name, email } = await repository.person();
    const via = buffers ? "vscode" : "cli";
    const kind = via === "cli" && agentMarks(env).length > 0 ? "agent" : "human";
    return { kind, name: name ?? email ?? "somebody", via };
  }

  /** What is known only where somebody works: the branch, what this clone wrote, the keys of its user. */
  async function localRecords(
    { after }: Comparison,
    is: "working" | "staged",
  ): Promise<NonNullable<RecordsWorld["local"]>> {
    const { ledger } = await read(after);
    const here = new Set([...ledger.changes.values()].flatMap((events) => events.map(({ id }) => id)));
    const isKnown = (id: string): boolean => here.has(id) || journal.has(id);
    // What is not staged is not gone: a commit hook has only the base for a witness.
    if (is === "working") for (const event of await store.journal(isKnown)) journal.set(event.id, event);
    return {
      branch: await branch(),
      journal: [...journal.values()],
      ownSigners: await readOwnSigners(repository.root),
    };
  }

  async function write(record: PlannedRecord, by: By): Promise<void> {
    switch (record.is) {
      case "open":
        await store.openChange(record.data, by, record.change);
        return;
      case "event": {
        const change = record.change ?? (await store.changeOf(await branch(), by)).change;
        await store.record(change, record.draft, by);
        return;
      }
      case "not-needed": {
        const { surface, reason } = record;
        const covers = record.covers.map(({ path, id }) =>
          id === undefined ? { path } : { path, after: id },
        );
        await recordNotNeeded(store, await branch(), { surface, reason, covers }, by);
      }
    }
  }

  async function perform({ files, removes = [], records }: Plan, as?: Actor): Promise<void> {
    for (const file of files) await writePlannedFile(repository.root, file);
    for (const file of removes) await removePlannedFile(repository.root, file);
    const by = { actor: as ?? (await actor()), now: new Date() };
    for (const record of records) await write(record, by);
    last = undefined;
  }

  return {
    repository,
    stage,
    compare,
    perform,
    actor,
    ledger: read,
    async records(comparison) {
      const is = modeNow().is;
      const local = is === "working" || is === "staged" ? await localRecords(comparison, is) : undefined;
      return readRecords(comparison, {
        read,
        ...(local ? { local } : {}),
        repository: () => (root ??= repository.rootCommit()),
        authors: () => repository.authors(comparison),
        attested: new Set(attested),
        now: new Date(),
      });
    },
    ranks: ranks !== undefined,
    ...(held ? { held } : {}),
    async history({ began }) {
      if (began === undefined) return undefined;
      if (ranks === "read" && (await log)?.commits.includes(began) !== true)
        log = repository.learnHistory(began);
      log ??= repository.keptHistory();
      const known = await log;
      return known.steps.length > 0 ? historyAt(known, began) : undefined;
    },
    learned() {
      log = undefined;
      repository.forget();
    },
    async builtin(name) {
      if (!/^[a-z][a-z-]*$/.test(name)) return undefined;
      const known =
        builtins.get(name) ?? readFile(join(home, "protocols", `${name}.md`), "utf8").catch(() => undefined);
      builtins.set(name, known);
      return known;
    },
    async packaged(name) {
      if (!/^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/.test(name)) return undefined;
      return readFile(join(repository.root, "node_modules", name, "lockstep.jsonc"), "utf8").catch(
        () => undefined,
      );
    },
    digest: (text) => createHash("sha256").update(text).digest("hex"),
    async paths() {
      const { after } = await compare();
      return [...(await after.ids()).keys()];
    },
    touched(paths) {
      for (const path of paths) pending.add(path);
    },
    moved() {
      moves++;
      last = undefined;
      head = undefined;
    },
    close: async () => repository.close(),
  };
}

async function brought(comparison: WorkingComparison, paths: readonly Path[]): Promise<WorkingComparison> {
  if (paths.length === 0) return comparison;
  const after = await comparison.after.touched(paths);
  return { ...comparison, after, uncommitted: after.uncommitted };
}

/** What is not committed, with the files whose text in an editor is not what stands on disk. */
function uncommittedWith(
  { uncommitted }: Comparison,
  { delta }: LayeredTree,
): Pick<Comparison, "uncommitted"> {
  if (!uncommitted) return {};
  const untracked = new Set(uncommitted.untracked);
  const typed = [...delta.keys()].filter((path) => !untracked.has(path));
  return {
    uncommitted: { ...uncommitted, unstaged: [...new Set([...uncommitted.unstaged, ...typed])].sort() },
  };
}
