import type { Plan } from "#acts/plan";
import {
  changesBetween,
  type ChangeState,
  currentChange,
  foldLedger,
  knownEvidence,
  type Path,
  type Records,
  type Stage,
} from "#core";
import type { Comparison, LayeredTree, World } from "#ports";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Head } from "./git/questions.ts";
import { readLedger } from "./ledger/read-tree.ts";
import { recordNotNeeded } from "./ledger/record-on-branch.ts";
import { ledgerStore } from "./ledger/store.ts";
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
  /** Unsaved texts, laid over the working tree at every check. */
  readonly buffers?: () => ReadonlyMap<Path, string>;
}

/** A repository as a world: what a check asks of it, and what a plan does to it. */
export interface RepositoryWorld extends World {
  readonly repository: Repository;
  /** Every file of the after side. */
  paths(): Promise<readonly Path[]>;
  /** These working files may be different on disk. */
  touched(paths: readonly Path[]): void;
  /** The index, HEAD or a ref may be different: read anew at the next check. */
  moved(): void;
  /** Does what a plan says: writes its files, records its decisions under the user's git name. */
  perform(plan: Plan): Promise<void>;
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
}: RepositoryWorldOptions): RepositoryWorld {
  const modeNow = typeof mode === "function" ? mode : () => mode;
  let last: { readonly key: string; readonly comparison: WorkingComparison } | undefined;
  let pending = new Set<Path>();
  let moves = 0;
  let queue: Promise<unknown> = Promise.resolve();
  let head: Promise<Head> | undefined;
  const builtins = new Map<string, Promise<string | undefined>>();
  const branch = async (): Promise<string | undefined> => {
    const now = await (head ??= repository.head());
    return now.is === "detached" ? undefined : now.branch;
  };

  async function compare(): Promise<Comparison> {
    const now = modeNow();
    const comparison = now.is === "working" ? await workingComparison(now) : await repository.comparison(now);
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

  async function perform({ files, removes = [], records }: Plan): Promise<void> {
    for (const file of files) await writePlannedFile(repository.root, file);
    for (const file of removes) await removePlannedFile(repository.root, file);
    const store = ledgerStore({ root: repository.root, commonDir: repository.commonDir });
    const { name, email } = await repository.person();
    const by = {
      actor: { kind: "human", name: name ?? email ?? "somebody", via: buffers ? "vscode" : "cli" },
      now: new Date(),
    } as const;
    for (const record of records) {
      if (record.is === "event") {
        const { change } = await store.changeOf(await branch(), by);
        await store.record(change, record.draft, by);
      } else {
        const { surface, reason } = record;
        const covers = record.covers.map(({ path, id }) =>
          id === undefined ? { path } : { path, after: id },
        );
        await recordNotNeeded(store, await branch(), { surface, reason, covers }, by);
      }
    }
    last = undefined;
  }

  return {
    repository,
    stage,
    compare,
    perform,
    async records({ before, after }) {
      const states = foldLedger(await readLedger(after));
      if (modeNow().is === "working" || modeNow().is === "staged") {
        const state = currentChange(states, await branch());
        return recordsOf(state ? [state] : []);
      }
      const [old, now] = await Promise.all([before.ids(), after.ids()]);
      return recordsOf(changesBetween(old.keys(), now.keys()).flatMap((id) => states.get(id) ?? []));
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

function recordsOf(states: readonly ChangeState[]): Records {
  return {
    notNeeded: states.flatMap(({ notNeeded }) =>
      notNeeded.map(({ surface, reason, by, at, covers }) => ({
        surface,
        reason,
        who: by.name,
        when: at,
        covers: covers.map(({ path, after }) => (after === undefined ? { path } : { path, id: after })),
      })),
    ),
    evidence: states.flatMap(({ evidence }) => knownEvidence(evidence)),
    gaps: states.flatMap(({ gaps }) => gaps.map(({ item, owner, eta }) => ({ item, owner, eta }))),
    changes: states,
    runs: states.flatMap(({ runs }) =>
      runs.map(({ covers, command, exit, outputDigest, at, treeDigest }) => ({
        covers,
        command,
        exit,
        outputDigest,
        when: at,
        tree: treeDigest,
      })),
    ),
  };
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
