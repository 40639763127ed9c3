import { stat } from "node:fs/promises";
import { join, normalize } from "node:path";
import { Trouble } from "#ports";
import type { ObjectFormat } from "../trees/entry.ts";
import type { Git } from "./git.ts";

/** Where HEAD stands. `none`: on a branch without a commit yet. */
export type Head =
  | { readonly is: "branch"; readonly branch: string; readonly sha: string }
  | { readonly is: "detached"; readonly branch?: undefined; readonly sha: string }
  | { readonly is: "none"; readonly branch: string; readonly sha?: undefined };

/** Where a repository's parts are, as absolute paths; they differ between the worktrees of one repository. */
export interface Layout {
  readonly root: string;
  /** HEAD and index of this worktree. */
  readonly gitDir: string;
  /** Refs, objects, configuration: shared by all worktrees. */
  readonly commonDir: string;
  readonly objectFormat: ObjectFormat;
}

/** The oldest git that knows all we ask (`cat-file --batch-command`, protected configuration). */
const FLOOR = [2, 36] as const;

/** Throws Trouble `git-too-old`. */
export async function checkVersion(git: Git): Promise<void> {
  const found = /(\d+)\.(\d+)\S*/.exec((await git.bytes(["version"])).toString("latin1"));
  const [major, minor] = [Number(found?.[1]), Number(found?.[2])];
  if (major > FLOOR[0] || (major === FLOOR[0] && minor >= FLOOR[1])) return;
  throw new Trouble("git-too-old", { found: found?.[0] ?? "", needed: FLOOR.join(".") });
}

/** Throws Trouble `not-a-repository`, `bare-repository`, `dubious-ownership`. */
export async function layoutOf(git: Git): Promise<Layout> {
  const answer = await git.bytes([
    "rev-parse",
    "--path-format=absolute",
    "--is-bare-repository",
    "--show-object-format",
    "--show-toplevel",
    "--absolute-git-dir",
    "--git-common-dir",
  ]);
  const [bare, format, root, gitDir, commonDir, ...more] = answer
    .toString("utf8")
    .replace(/\n$/, "")
    .split("\n");
  if (bare === "true") throw new Trouble("bare-repository", { path: git.cwd });
  if (commonDir === undefined || more.length > 0) throw new Trouble("not-a-repository", { path: git.cwd });
  return {
    root: normalize(root!),
    gitDir: normalize(gitDir!),
    commonDir: normalize(commonDir),
    objectFormat: format === "sha256" ? "sha256" : "sha1",
  };
}

export async function headOf(git: Git): Promise<Head> {
  const [sha, told] = await headNamed(git);
  // Somebody may have called a branch or tag HEAD: then git does not say what the real one is short for.
  const ref = told ?? (await git.text(["symbolic-ref", "-q", "HEAD"], { exits: [0, 1] }));
  if (sha === undefined) return { is: "none", branch: shortOf(ref) };
  return ref === "" || ref === "HEAD" ? { is: "detached", sha } : { is: "branch", branch: shortOf(ref), sha };
}

/** HEAD's commit and what HEAD is short for, in one question; what git does not tell is left out. */
async function headNamed(git: Git): Promise<readonly [sha?: string, ref?: string]> {
  try {
    const answer = await git.text(["rev-parse", "HEAD^{commit}", "--symbolic-full-name", "HEAD"]);
    const [sha, ref] = answer.split("\n");
    return ref ? [sha!, ref] : [sha!];
  } catch (error) {
    if (isAbsence(error)) return [];
    throw error;
  }
}

function shortOf(ref: string): string {
  return ref.replace(/^refs\/heads\//, "");
}

/** git said no to a name, not to the question. */
function isAbsence(error: unknown): boolean {
  return error instanceof Trouble && (error.code === "unknown-ref" || error.code === "git-failed");
}

/** The commit a ref, tag, id or expression names; `undefined` when it names none. */
export async function commitNamed(git: Git, ref: string): Promise<string | undefined> {
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
  try {
    return (await git.text(args, { exits: [0, 1] })) || undefined;
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

/** The best common ancestor of two commits; `undefined` when they share no history (that is here). */
export async function mergeBaseOf(git: Git, one: string, other: string): Promise<string | undefined> {
  return (await git.text(["merge-base", "--end-of-options", one, other], { exits: [0, 1] })) || undefined;
}

/** The first parent of a commit; `undefined` for a root commit. */
export function parentOf(git: Git, sha: string): Promise<string | undefined> {
  return commitNamed(git, `${sha}^1`);
}

/** The latest commits of the main line that ends in HEAD, newest first; none where nothing is committed. */
export async function mainLine(git: Git, count: number): Promise<readonly string[]> {
  if ((await commitNamed(git, "HEAD")) === undefined) return [];
  const text = await git.text(["rev-list", "--first-parent", `--max-count=${count}`, "HEAD"]);
  return text === "" ? [] : text.split("\n");
}

/** The first lines of the messages of those commits that are named by their whole id and are here. */
export async function subjectsOf(git: Git, commits: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = commits.filter((commit) => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit));
  if (ids.length === 0) return new Map();
  const args = [
    "log",
    "--no-show-signature",
    "--no-walk=unsorted",
    "--ignore-missing",
    "--format=%H %s",
    "--stdin",
  ];
  const answer = await git.bytes(args, { input: Buffer.from(`${ids.join("\n")}\n`) });
  const lines = answer.toString("utf8").split("\n").filter(Boolean);
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]));
}

/**
 * The first commit of the history that ends in HEAD, the smallest id where there are several; `undefined` where
 * nothing is committed, or the clone is shallow and does not hold it.
 */
export async function rootCommitOf(
  git: Git,
  { commonDir }: Pick<Layout, "commonDir">,
): Promise<string | undefined> {
  if (await isShallow(commonDir)) return undefined;
  try {
    const text = await git.text(["rev-list", "--max-parents=0", "HEAD"]);
    return text.split("\n").sort()[0];
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

/** git keeps the commits at which a clone was cut off in a file of this name, and none where there are none. */
async function isShallow(commonDir: string): Promise<boolean> {
  const stats = await stat(join(commonDir, "shallow")).catch(() => undefined);
  return stats !== undefined && stats.size > 0;
}

/** The names and addresses of those who wrote the commits that one has and another has not, as far as the latest thousand. */
export async function authorsBetween(
  git: Git,
  base: string | undefined,
  head: string,
): Promise<readonly string[]> {
  const range = base === undefined ? head : `${base}..${head}`;
  const args = [
    "log",
    "--no-show-signature",
    "--max-count=1000",
    "--format=%an%n%ae",
    "--end-of-options",
    range,
  ];
  return [...new Set((await git.text(args)).split("\n").filter((line) => line !== ""))];
}

/** The branches a change can be counted from, as one question tells them. */
export interface Trunks {
  /** The branch that is checked out, where it has a commit. */
  readonly head: Extract<Head, { is: "branch" }> | undefined;
  /** Where the checked out branch may have begun, likeliest first: its upstream, origin's default, `main`, `master`. */
  readonly trunks: readonly { readonly ref: string; readonly sha: string }[];
}

export async function trunksOf(git: Git): Promise<Trunks> {
  const format = "--format=%(HEAD)%09%(refname)%09%(objectname)%09%(upstream)";
  const answer = await git.text(["for-each-ref", format, "refs/heads", "refs/remotes/origin/HEAD"]);
  const shas = new Map<string, string>();
  const trunks = ["refs/remotes/origin/HEAD", "refs/heads/main", "refs/heads/master"];
  let head: Trunks["head"];
  for (const line of answer.split("\n")) {
    const [current, ref, sha, upstream] = line.split("\t");
    if (ref === undefined || sha === undefined) continue;
    shas.set(ref, sha);
    if (current !== "*") continue;
    head = { is: "branch", branch: shortOf(ref), sha };
    if (upstream) trunks.unshift(upstream);
  }
  const upstream =
    trunks.length > 3 && !shas.has(trunks[0]!) ? await commitNamed(git, trunks[0]!) : undefined;
  if (upstream !== undefined) shas.set(trunks[0]!, upstream);
  return {
    head,
    trunks: trunks.flatMap((ref) => {
      const sha = shas.get(ref);
      return sha === undefined ? [] : [{ ref, sha }];
    }),
  };
}

/** The short names of local and remote branches, latest commit first; symbolic ones (`origin/HEAD`) left out. */
export async function branchesOf(git: Git): Promise<string[]> {
  const format = "--format=%(symref)%09%(refname:short)";
  const answer = await git.text([
    "for-each-ref",
    "--sort=-committerdate",
    format,
    "refs/heads",
    "refs/remotes",
  ]);
  return answer.split("\n").flatMap((line) => (line.startsWith("\t") ? [line.slice(1)] : []));
}
