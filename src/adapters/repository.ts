import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Path, Uncommitted } from "#core";
import { Trouble, type Comparison } from "#ports";
import { cacheFolder } from "./background/cache-file.ts";
import { codeIndex, type CodeIndex } from "./background/code-index.ts";
import { type DocumentStore, documentStore } from "./background/document-store.ts";
import { type HistoryLog, keptLog, readLog } from "./background/history-log.ts";
import type { Told } from "./background/told.ts";
import { openGit, type Git, type GitOptions } from "./git/git.ts";
import {
  authorsBetween,
  branchesOf,
  checkVersion,
  commitNamed,
  headOf,
  mainLine,
  layoutOf,
  mergeBaseOf,
  parentOf,
  rootCommitOf,
  subjectsOf,
  trunksOf,
  type Head,
  type Layout,
} from "./git/questions.ts";
import { openBlobs, type Blobs } from "./trees/blobs.ts";
import { commitOver, commitTree } from "./trees/commit.ts";
import type { EntryTree, ObjectFormat } from "./trees/entry.ts";
import { openIgnored } from "./trees/ignored.ts";
import { emptyTree } from "./trees/map.ts";
import { remember } from "./trees/remember.ts";
import { indexTree } from "./trees/staged.ts";
import { workingTree, type WorkingTree, type WorkingWorld } from "./trees/working.ts";
import { writingsOf } from "./trees/writings.ts";

/** Which two trees a change compares. A `base` is a ref or commit; what counts is its merge base with HEAD. */
export type Mode =
  | { readonly is: "working"; readonly base?: string }
  | { readonly is: "staged" }
  /** With a `parent`, both are full ids and nobody asks git whether they are there: one step of a walk along history. */
  | { readonly is: "commit"; readonly sha: string; readonly parent?: string }
  | { readonly is: "range"; readonly base: string; readonly head: string };

/** A comparison whose after side is the working tree; `base` and `head` are a short commit id or "empty", and "working tree". */
export interface WorkingComparison extends Comparison {
  readonly after: WorkingTree;
  readonly uncommitted: Uncommitted;
}

/** The commit a change is counted from; no `sha` where nothing is committed yet. `ref` says how it was found. */
interface Base {
  readonly sha: string | undefined;
  readonly ref: string;
}

interface Person {
  readonly name: string | undefined;
  readonly email: string | undefined;
}

/** A working copy of a git repository. What moves (HEAD, refs, index, files) is asked anew each time. Errors are Troubles. */
export interface Repository extends Layout {
  head(): Promise<Head>;
  /** The commit a ref names. Throws Trouble `unknown-ref`. */
  resolve(ref: string): Promise<string>;
  /** Throws Trouble `no-base` where two commits share no history, `unknown-ref`. */
  mergeBase(one: string, other: string): Promise<string>;
  /**
   * Where the change at hand began: the merge base of HEAD with its upstream, else with origin's default
   * branch, else with `main` or `master` when on another branch, else HEAD itself.
   */
  defaultBase(): Promise<Base>;
  comparison(mode: Extract<Mode, { is: "working" }>, signal?: AbortSignal): Promise<WorkingComparison>;
  comparison(mode: Mode, signal?: AbortSignal): Promise<Comparison>;
  /** The short names of local and remote branches, the latest worked on first. */
  refs(): Promise<readonly string[]>;
  /** The latest commits of the main line that ends in HEAD, newest first. */
  mainLine(count: number): Promise<readonly string[]>;
  /** The first lines of the messages of commits that are named by their whole id. */
  subjects(commits: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Names the repository in all its full clones; `undefined` where nothing is committed, or in a shallow clone. */
  rootCommit(): Promise<string | undefined>;
  /** Who wrote what a comparison brings: names and addresses; of a working copy also who commits here. */
  authors(comparison: Comparison): Promise<readonly string[]>;
  /** Reads all code of a commit that was not read before, so that searching it costs next to nothing; keeps it. */
  learnCode(commit: string, told?: Told): Promise<void>;
  /** Reads all documents of a commit that were not read before, and keeps them. */
  learnDocuments(commit: string, told?: Told): Promise<void>;
  /** What is kept of the main line's steps, without reading any. */
  keptHistory(): Promise<HistoryLog>;
  /** What the steps of the main line up to a commit changed; what was read before is kept. */
  learnHistory(commit: string, told?: Told): Promise<HistoryLog>;
  /** Another process may have learned more: what is kept is read again when it is asked for. */
  forget(): void;
  /** Those of `paths` that git ignores and does not track. None may lie behind a link or in another repository. */
  ignored(paths: readonly Path[]): Promise<ReadonlySet<Path>>;
  /** Who commits here, by configuration. */
  person(): Promise<Person>;
  /**
   * What to watch to notice commits, checkouts, staging, fetches and changed rules without polling: files
   * and folders (recursively), some not there yet. git replaces files by renaming, so watch their folders.
   */
  watched(): readonly string[];
  /** Ends the git process that stays. */
  close(): void;
}

/** The id of the tree without files. */
const EMPTY: Record<ObjectFormat, string> = {
  sha1: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
  sha256: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
};

/** Commit trees that are remembered, latest used. */
const TREES = 8;

/**
 * Opens the repository that the folder `path` lies in. Throws Trouble `no-git`, `git-too-old`,
 * `not-a-repository`, `bare-repository`, `dubious-ownership`.
 */
export async function openRepository(path: string, options: GitOptions = {}): Promise<Repository> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new Trouble("not-a-repository", { path });
  const scout = openGit(path, options);
  const [layout] = await Promise.all([layoutOf(scout), checkVersion(scout)]);
  const git = layout.root === path ? scout : openGit(layout.root, options);
  return repositoryWith(git, layout);
}

/** The repositories of several folders, each once; and what stood against opening the others. */
export async function openRepositories(
  folders: readonly string[],
  options: GitOptions = {},
): Promise<{
  readonly repositories: readonly Repository[];
  readonly troubles: ReadonlyMap<string, Trouble>;
}> {
  const repositories = new Map<string, Repository>();
  const troubles = new Map<string, Trouble>();
  for (const folder of folders)
    try {
      const repository = await openRepository(folder, options);
      if (!repositories.has(repository.root)) repositories.set(repository.root, repository);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      troubles.set(folder, error);
    }
  return { repositories: [...repositories.values()], troubles };
}

function repositoryWith(git: Git, layout: Layout): Repository {
  const blobs = openBlobs(git.objects);
  const folder = cacheFolder(layout.commonDir);
  const code = codeIndex(git, blobs, folder);
  const documents = documentStore(git, folder);
  const trees = treesOf(git, blobs, layout.objectFormat, code, documents);
  const writings = writingsOf(git, async (base, sha) =>
    base === sha
      ? trees.of(sha)
      : commitOver(git, blobs, trees.of(base), base ?? EMPTY[layout.objectFormat], sha),
  );

  async function resolve(ref: string): Promise<string> {
    const sha = await commitNamed(git, ref);
    if (sha === undefined) throw new Trouble("unknown-ref", { ref });
    return sha;
  }
  async function mergeBase(one: string, other: string): Promise<string> {
    const [first, second] = await Promise.all([resolve(one), resolve(other)]);
    const base = first === second ? first : await mergeBaseOf(git, first, second);
    if (base === undefined) throw new Trouble("no-base", { base: one, head: other });
    return base;
  }
  /** How documents were written, seen from the last commit of a side that began at `base`. */
  const writing = (base: string | undefined, sha: string | undefined): Pick<Comparison, "writing"> =>
    sha === undefined ? {} : { writing: (path) => writings.of(base, sha, path) };
  /** The working tree over HEAD, and HEAD over `base` (itself where that is left out). */
  const world = (base?: Promise<string | undefined>): WorkingWorld => ({
    git,
    blobs,
    format: layout.objectFormat,
    below: async (head) => (base === undefined ? trees.of(head) : trees.over(await base, head)),
  });

  async function comparison(mode: Mode, signal?: AbortSignal): Promise<WorkingComparison>;
  async function comparison(mode: Mode, signal?: AbortSignal): Promise<Comparison> {
    signal?.throwIfAborted();
    switch (mode.is) {
      case "working": {
        const found =
          mode.base === undefined ? defaultBase(git).then(({ sha }) => sha) : mergeBase(mode.base, "HEAD");
        const [base, after] = await Promise.all([
          found,
          workingTree(world(found), signal),
          // Asked for in any case, and git lists it while it compares.
          found.then((sha) => trees.of(sha).ids()),
        ]);
        return {
          before: trees.of(base),
          after,
          base: label(base),
          head: "working tree",
          uncommitted: after.uncommitted,
          ...began(base),
          ...writing(base, after.head),
        };
      }
      case "staged": {
        const { head, uncommitted } = await workingTree(world(), signal);
        const before = trees.of(head);
        const after = await indexTree(git, blobs, before, head ?? EMPTY[layout.objectFormat]);
        return {
          before,
          after,
          base: label(head),
          head: "index",
          uncommitted,
          ...began(head),
          ...writing(head, head),
        };
      }
      case "commit": {
        if (mode.parent !== undefined) {
          const { sha, parent } = mode;
          const { before, after } = await trees.step(parent, sha);
          return {
            before,
            after,
            base: label(parent),
            head: label(sha),
            ...began(parent),
            ...writing(parent, sha),
          };
        }
        const sha = await resolve(mode.sha);
        const base = await parentOf(git, sha);
        return {
          before: trees.of(base),
          after: await trees.over(base, sha),
          base: label(base),
          head: label(sha),
          ...began(base),
          ...writing(base, sha),
        };
      }
      case "range": {
        const [base, sha] = await Promise.all([mergeBase(mode.base, mode.head), resolve(mode.head)]);
        return {
          before: trees.of(base),
          after: await trees.over(base, sha),
          base: label(base),
          head: label(sha),
          ...began(base),
          ...writing(base, sha),
        };
      }
    }
  }

  async function person(): Promise<Person> {
    const settings = await git.settings();
    return { name: settings.get("user.name"), email: settings.get("user.email") };
  }

  return {
    ...layout,
    head: () => headOf(git),
    resolve,
    mergeBase,
    defaultBase: () => defaultBase(git),
    comparison,
    refs: () => branchesOf(git),
    mainLine: (count) => mainLine(git, count),
    subjects: (commits) => subjectsOf(git, commits),
    rootCommit: () => rootCommitOf(git, layout),
    async authors({ base, head, uncommitted }) {
      const sha = await commitNamed(git, uncommitted ? "HEAD" : head);
      const wrote =
        sha === undefined ? [] : await authorsBetween(git, base === "empty" ? undefined : base, sha);
      const { name, email } = uncommitted ? await person() : {};
      return [...new Set([...wrote, ...[name, email].filter((one) => one !== undefined)])];
    },
    learnCode: async (commit, told) => code.build(await trees.of(commit).ids(), told),
    learnDocuments: async (commit, told) => documents.build(await trees.of(commit).ids(), told),
    forget() {
      code.forget();
      documents.forget();
    },
    ignored: (paths) => openIgnored(git).among(paths),
    keptHistory: () => keptLog(folder),
    learnHistory: (commit, told) => readLog(git, folder, commit, told),
    person,
    watched: () => watchedIn(layout),
    close: () => git.close(),
  };
}

interface Trees {
  of(sha: string | undefined): EntryTree;
  /** The tree of `sha` as a layer over that of `base`, or the latter itself where they are the same commit. */
  over(base: string | undefined, sha: string | undefined): Promise<EntryTree>;
  /** Two commits of a walk, the second as a layer over the first, listed by how they differ from the step before. */
  step(parent: string, sha: string): Promise<{ readonly before: EntryTree; readonly after: EntryTree }>;
}

/** The trees of commits, the latest ones remembered with all that was listed and searched in them. */
function treesOf(
  git: Git,
  blobs: Blobs,
  format: ObjectFormat,
  code: CodeIndex,
  documents: DocumentStore,
): Trees {
  const nothing = emptyTree();
  const remembered = new Map<string, EntryTree>();
  const kept = (key: string, tree: EntryTree): EntryTree => remember(remembered, key, tree, TREES);
  function of(sha: string | undefined): EntryTree {
    if (sha === undefined) return nothing;
    return kept(sha, remembered.get(sha) ?? commitTree(git, blobs, sha, code, undefined, documents));
  }
  async function over(base: string | undefined, sha: string | undefined): Promise<EntryTree> {
    if (base === sha || sha === undefined) return of(sha);
    const key = `${base}..${sha}`;
    const below = of(base);
    return kept(
      key,
      remembered.get(key) ?? (await commitOver(git, blobs, below, base ?? EMPTY[format], sha)),
    );
  }
  let stepped: string | undefined;
  return {
    of,
    over,
    async step(parent, sha) {
      if (stepped !== undefined && stepped !== parent && !remembered.has(parent)) {
        const near = await over(stepped, parent);
        const ids = near.ids().then((all) => new Map(all));
        kept(
          parent,
          commitTree(git, blobs, parent, code, () => ids, documents),
        );
      }
      const before = of(parent);
      const after = await over(parent, sha);
      stepped = parent;
      return { before, after };
    },
  };
}

async function defaultBase(git: Git): Promise<Base> {
  const { head: branch, trunks } = await trunksOf(git);
  const head = branch ?? (await headOf(git));
  if (head.is === "none") return { sha: undefined, ref: "HEAD" };
  for (const { ref, sha } of trunks) {
    if (ref === `refs/heads/${head.branch}`) continue;
    const base = sha === head.sha ? sha : await mergeBaseOf(git, sha, head.sha);
    if (base !== undefined) return { sha: base, ref };
  }
  return { sha: head.sha, ref: "HEAD" };
}

function began(sha: string | undefined): { began?: string } {
  return sha === undefined ? {} : { began: sha };
}

function label(sha: string | undefined): string {
  return sha?.slice(0, 12) ?? "empty";
}

function watchedIn({ gitDir, commonDir }: Layout): string[] {
  const own = [
    "HEAD",
    "index",
    "MERGE_HEAD",
    "CHERRY_PICK_HEAD",
    "REVERT_HEAD",
    "rebase-merge",
    "rebase-apply",
  ];
  const rules = ["config.worktree", join("info", "sparse-checkout")];
  const shared = [
    "refs",
    "packed-refs",
    "reftable",
    "config",
    join("info", "exclude"),
    join("info", "attributes"),
  ];
  return [
    ...[...own, ...rules].map((name) => join(gitDir, name)),
    ...shared.map((name) => join(commonDir, name)),
  ];
}
