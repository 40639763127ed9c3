import { groupBy } from "../group.ts";
import type { FileChange } from "../model/change.ts";
import type { Path } from "../model/place.ts";

/** The files of a tree, found by however people write them. */
export interface PathIndex {
  readonly paths: readonly Path[];
  has(path: Path): boolean;
  /** Whether a folder of that name holds a file. */
  hasFolder(path: string): boolean;
  /** The files that a written path can mean, best first; empty where none can. */
  resolve(written: string): readonly Path[];
  /** The same files, for paths written in a document: its links are relative to its folder too. */
  in(document: Path): PathIndex;
}

/** Longer lists of equally good files say nothing. */
const AMBIGUOUS = 20;

/**
 * Indexes the files of a tree, once for all documents that speak of it.
 * @param changes the change the documents speak of: a file's former name still means the file
 */
export function pathIndex(
  paths: Iterable<Path>,
  changes: readonly Pick<FileChange, "path" | "from">[] = [],
): PathIndex {
  const all = new Set(paths);
  const listed = [...all];
  const renames = new Map<Path, Path>();
  for (const { path, from } of changes) if (from !== undefined) renames.set(from, path);
  const folders = new Set<string>();
  for (const path of all) {
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      const folder = path.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  const byName = groupBy([...all, ...renames.keys()], (path) => nameOf(path).toLowerCase());
  const now = (path: Path): Path => (all.has(path) ? path : (renames.get(path) ?? path));

  const resolve = (written: string, folder: string): readonly Path[] => {
    const path = clean(written);
    if (path === undefined) return [];
    const near = folder === "" ? path : joined(folder, path);
    for (const exact of [path, near, path.replace(/^[ab]\//, "")]) {
      if (exact === undefined) continue;
      if (all.has(exact)) return [exact];
      const moved = renames.get(exact);
      if (moved !== undefined) return [moved];
    }
    const sameName = byName.get(nameOf(path).toLowerCase()) ?? [];
    const inside = sameName.filter((candidate) => endsWithPath(candidate, path));
    const outside =
      inside.length > 0
        ? inside
        : sameName.filter((candidate) => endsWithPath(path, candidate) && candidate.includes("/"));
    const found = [...new Set(outside.map(now))].filter((candidate) => all.has(candidate));
    return found.length > AMBIGUOUS ? [] : found;
  };
  const within = (folder: string): PathIndex => {
    const known = new Map<string, readonly Path[]>();
    return {
      paths: listed,
      has: (path) => all.has(path),
      hasFolder: (path) => folders.has((clean(path) ?? "").replace(/\/$/, "")),
      resolve: (written) => {
        const cached = known.get(written);
        if (cached) return cached;
        const found = resolve(written, folder);
        known.set(written, found);
        return found;
      },
      in: (document) => within(folderOf(document)),
    };
  };
  return within("");
}

function folderOf(document: Path): string {
  return document.includes("/") ? document.slice(0, document.lastIndexOf("/")) : "";
}

/** A path as repositories write it; `undefined` for one that leads out of it. */
function clean(written: string): string | undefined {
  const slashed = written
    .trim()
    .replaceAll("\\", "/")
    .replace(/^[A-Za-z]:/, "");
  const parts: string[] = [];
  for (const part of slashed.replace(/^\/+/, "").split("/")) {
    if (part === "." || part === "") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  const path = parts.join("/");
  return path === "" ? undefined : slashed.endsWith("/") ? `${path}/` : path;
}

function joined(folder: string, path: string): string | undefined {
  const base = folder.split("/");
  const parts = path.split("/");
  while (parts[0] === "..") {
    if (base.length === 0) return undefined;
    base.pop();
    parts.shift();
  }
  return [...base, ...parts].join("/");
}

/** Whether `tail` is the end of `path`, cut at a slash; letter case is forgiven. */
function endsWithPath(path: string, tail: string): boolean {
  const long = path.toLowerCase();
  const short = tail.replace(/^(?:\.\.\/)+/, "").toLowerCase();
  return long === short || long.endsWith(`/${short}`);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
