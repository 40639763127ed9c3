import type { BlobId, Path, Uncommitted } from "#core";
import type { LayeredTree } from "#ports";
import { fields } from "../git/diff.ts";
import type { Settings } from "../git/git.ts";
import { readStatus, STATUS, type StatusLine } from "../git/status.ts";
import { openConversions } from "./conversion.ts";
import { diskAt } from "./disk.ts";
import { idOf, SUBMODULE, type Entry, type EntryTree } from "./entry.ts";
import { openIgnored, type Ignored } from "./ignored.ts";
import { layeredTree } from "./layered.ts";
import { measure, textOnDisk, type FileModes, type Measuring, type Sight } from "./measure.ts";
import { pathFromBytes } from "./paths.ts";
import { deltaOf, isClean, isKnown, uncommittedIn, type PathState } from "./working-state.ts";

/** The working tree as a layer over HEAD. */
export interface WorkingTree extends LayeredTree {
  /** HEAD's commit; `undefined` before the first. */
  readonly head: string | undefined;
  readonly uncommitted: Uncommitted;
  /**
   * The working tree after something happened at these paths, at the cost of the paths. Give every path
   * that was written, created or removed; more do no harm. A folder, an ignore or attributes file, or very
   * many paths cost a whole `git status`. Paths outside the repository and in `.git` are passed over.
   * A moved HEAD or a written index is not noticed: then ask for a new comparison.
   */
  touched(paths: Iterable<Path>, signal?: AbortSignal): Promise<WorkingTree>;
}

/** What a working tree is read with. */
export interface WorkingWorld extends Omit<Measuring, "conversions" | "modes"> {
  /** The tree of HEAD's commit, below the working tree. */
  below(head: string | undefined): Promise<EntryTree>;
}

/** More touched paths than this are cheaper asked for all at once. */
const MANY = 300;

/** Reads the working tree: one `git status`, and the files that differ. */
export async function workingTree(world: WorkingWorld, signal?: AbortSignal): Promise<WorkingTree> {
  const { git, blobs } = world;
  const asked = signal === undefined ? {} : { signal };
  const settings = await git.settings();
  const { head, lines } = readStatus(await git.filtered(settings, STATUS, asked));
  const below = await world.below(head);
  const conversions = openConversions(git, blobs, settings.get("core.autocrlf"));
  const reading: Reading = {
    world,
    head,
    below,
    measuring: { ...world, conversions, modes: fileModes(settings) },
    ignored: openIgnored(git),
    hidden: new Map(),
    folders: undefined,
  };
  return treeOf(reading, await statesIn(reading, lines, signal));
}

/** What one `git status` began and updates go on with; its answers hold until an ignore file changes. */
interface Reading {
  readonly world: WorkingWorld;
  readonly head: string | undefined;
  readonly below: EntryTree;
  readonly measuring: Measuring;
  readonly ignored: Ignored;
  /** Tracked paths, and whether git was told not to look at them in the working tree. */
  readonly hidden: Map<Path, boolean>;
  /** The folders of the tree below, once somebody needed them. */
  folders: Promise<ReadonlySet<Path>> | undefined;
}

function treeOf(reading: Reading, states: ReadonlyMap<Path, PathState>): WorkingTree {
  const { world, measuring, below, head } = reading;
  async function textOf(path: Path, id: BlobId): Promise<string | undefined> {
    const kept = world.blobs.kept(id);
    if (kept !== undefined) return kept;
    const index = states.get(path)?.index;
    if (index !== undefined && idOf(index) === id) return world.blobs.text(id);
    const text = await textOnDisk(measuring, diskAt(world.git.cwd, world.format), path, index, id);
    return text ?? world.blobs.text(id);
  }
  return {
    ...layeredTree(below, deltaOf(states), textOf),
    head,
    uncommitted: uncommittedIn(states),
    touched: (paths, signal) => update(reading, states, paths, signal),
  };
}

async function statesIn(
  { below, measuring, world }: Reading,
  lines: readonly StatusLine[],
  signal: AbortSignal | undefined,
): Promise<Map<Path, PathState>> {
  const states = new Map<Path, PathState>();
  const disk = diskAt(world.git.cwd, world.format);
  const unsure: Sight[] = [];
  for (const { path, is, staged, unstaged, head, index } of lines) {
    const known = states.get(path);
    if (is === "conflict") states.set(path, { head: await below.entry(path), mark: "conflict" });
    else if (is === "tracked") {
      const entries = { head: present(head), index: present(index) };
      const mark = staged === "." && unstaged === "A" ? "intent" : undefined;
      states.set(path, { ...entries, mark, working: unstaged === "." ? entries.index : undefined });
    }
    if (is === "conflict" || is === "untracked" || !/[.D]/.test(unstaged))
      unsure.push({ path, seen: await disk.see(path), index: present(index) });
    if (is === "untracked") states.set(path, known ?? {});
  }
  const entries = await measure(measuring, disk, unsure, signal);
  for (const { path } of unsure) states.set(path, { ...states.get(path), working: entries.get(path) });
  for (const [path, state] of states) if (isClean(state)) states.delete(path);
  return states;
}

function present({ mode, object }: Entry): Entry | undefined {
  return Number(mode) === 0 ? undefined : { mode, object };
}

async function update(
  reading: Reading,
  states: ReadonlyMap<Path, PathState>,
  paths: Iterable<Path>,
  signal: AbortSignal | undefined,
): Promise<WorkingTree> {
  const touched = await filesAmong(reading, states, paths);
  if (touched.size === 0) return treeOf(reading, states);
  const again = (): Promise<WorkingTree> => workingTree(reading.world, signal);
  if (touched.size > MANY || [...touched].some(rules)) return again();

  const disk = diskAt(reading.world.git.cwd, reading.world.format);
  const next = new Map(states);
  const sights: Sight[] = [];
  const strangers: Sight[] = [];
  for (const path of touched) {
    const state = await stateOf(reading, states, path);
    const seen = await disk.see(path);
    const sight = { path, seen, index: state.index };
    if (seen.is === "folder" && state.index?.mode !== SUBMODULE) {
      if (isKnown(state)) return again();
      strangers.push(sight);
    } else if (isKnown(state)) {
      sights.push(sight);
    } else {
      if (await isFolder(reading, states, path)) return again();
      if (seen.is !== "absent" && (await disk.standing(path)) === "inside") strangers.push(sight);
    }
  }

  const ignored = await reading.ignored.among(
    strangers.map(({ path }) => path),
    signal,
  );
  for (const stranger of strangers) {
    if (ignored.has(stranger.path)) continue;
    if (stranger.seen.is === "folder") return again();
    sights.push(stranger);
  }

  const entries = await measure(reading.measuring, disk, sights, signal);
  const tracked = sights.filter(
    ({ path, index }) => index !== undefined && entries.get(path)?.object !== index.object,
  );
  await learnHidden(
    reading,
    tracked.map(({ path }) => path),
    signal,
  );
  for (const { path, index } of sights) {
    if (index !== undefined && reading.hidden.get(path) === true) continue;
    const state = { ...(await stateOf(reading, states, path)), working: entries.get(path) };
    if (isClean(state)) next.delete(path);
    else next.set(path, state);
  }
  return treeOf(reading, next);
}

async function stateOf(
  { below }: Reading,
  states: ReadonlyMap<Path, PathState>,
  path: Path,
): Promise<PathState> {
  const entry = states.has(path) ? undefined : await below.entry(path);
  return states.get(path) ?? { head: entry, index: entry, working: entry };
}

/** The touched files of this repository: a path in a submodule stands for the submodule. */
async function filesAmong(
  reading: Reading,
  states: ReadonlyMap<Path, PathState>,
  paths: Iterable<Path>,
): Promise<ReadonlySet<Path>> {
  const files = new Set<Path>();
  for (const each of new Set(paths)) {
    const parts = each.split("/").filter((part) => part !== "" && part !== ".");
    if (each.startsWith("/") || parts.length === 0 || parts[0] === ".git" || parts.includes("..")) continue;
    let path = parts.join("/");
    for (let end = 1; end < parts.length; end++) {
      const folder = parts.slice(0, end).join("/");
      if ((await stateOf(reading, states, folder)).index?.mode !== SUBMODULE) continue;
      path = folder;
      break;
    }
    const git = path.split("/").indexOf(".git");
    files.add(git < 0 ? path : path.split("/").slice(0, git).join("/"));
  }
  return files;
}

/** Files that decide what git sees: when one changes, everything may. */
function rules(path: Path): boolean {
  return /(?:^|\/)\.git(?:ignore|attributes|modules)$/.test(path);
}

/** Whether the tree, as it was, has files under this path. */
async function isFolder(
  reading: Reading,
  states: ReadonlyMap<Path, PathState>,
  path: Path,
): Promise<boolean> {
  reading.folders ??= reading.below.ids().then((ids) => foldersOf(ids.keys()));
  if ((await reading.folders).has(path)) return true;
  for (const [other, { working }] of states)
    if (working !== undefined && other.startsWith(`${path}/`)) return true;
  return false;
}

function foldersOf(paths: Iterable<Path>): Set<Path> {
  const folders = new Set<Path>();
  for (const path of paths)
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      const folder = path.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  return folders;
}

/** Asks which of these tracked paths are marked skip-worktree (sparse checkout) or assume-unchanged. */
async function learnHidden(
  { world, hidden }: Reading,
  paths: readonly Path[],
  signal?: AbortSignal,
): Promise<void> {
  const asked = paths.filter((path) => !hidden.has(path));
  if (asked.length === 0) return;
  // Names that are no UTF-8 cannot be given as arguments; then the whole index is asked.
  const named = asked.every((path) => !/\p{Cs}/u.test(path));
  const answer = await world.git.bytes(
    ["ls-files", "-v", "-z", "--", ...(named ? asked : [])],
    signal === undefined ? {} : { signal },
  );
  for (const path of asked) hidden.set(path, false);
  for (const line of fields(answer))
    if (/^[Sa-z] /.test(line.toString("latin1", 0, 2))) hidden.set(pathFromBytes(line.subarray(2)), true);
}

function fileModes(settings: Settings): FileModes {
  const on = (name: string): boolean => !/^(?:false|no|off|0|)$/i.test(settings.get(name) ?? "true");
  return { executable: on("core.filemode"), links: on("core.symlinks") };
}
