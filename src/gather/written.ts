import {
  type ClaimingDocument,
  type FileChange,
  type Path,
  type PathIndex,
  originsOf,
  saidBy,
  splitLines,
  type TextThen,
  type Written,
} from "#core";
import type { Comparison, Tree } from "#ports";
import { compareTrees } from "../compare.ts";

/** What is known of when a document's claims were written. */
export interface WrittenClaims {
  readonly written: Written;
  /** Files that had another name then, and have neither that nor the one they had when the change began. */
  readonly moves: readonly { readonly path: Path; readonly from: Path }[];
}

/**
 * What files said when the lines of a document were written: their texts in the commits that wrote those lines.
 * `undefined` where none of it is committed. Reads nothing but the files that are claimed.
 */
export async function writtenClaims(
  { audit: { path: document, rows }, text }: Pick<ClaimingDocument, "audit" | "text">,
  { before, after, writing }: Pick<Comparison, "before" | "after" | "writing">,
  files: readonly FileChange[],
  index: PathIndex,
): Promise<WrittenClaims | undefined> {
  const claimed = rows.flatMap(({ claims }) =>
    claims.flatMap(({ claim, cell }) =>
      claim.is === "lines" ? [{ path: claim.path, line: cell.place.line }] : [],
    ),
  );
  const committed = claimed.length > 0 ? await writing?.(document) : undefined;
  if (!committed) return undefined;
  const lines = splitLines(text);
  const origin = originsOf(committed.text, text);
  const older = new Set(splitLines((await before.read(document)) ?? "").map(saidBy));
  const known = new Map<string, TextThen>();
  const moves = new Map<Path, Path>();
  const renamed = new Map<Tree, Promise<ReadonlyMap<Path, Path>>>();
  const own = index.in(document);
  const former = new Map(files.map(({ path, from }) => [path, from]));
  for (const { path, line } of claimed) {
    const tree = committed.lines[(origin.get(line) ?? 0) - 1];
    if (!tree) continue;
    const inChange = !older.has(saidBy(lines[line - 1] ?? ""));
    const now = own.resolve(path);
    const then = now.length > 0 ? now : await movedFrom(path, tree, after, renamed, moves);
    for (const one of then) {
      const read = await firstText(tree, [one, former.get(one), moves.get(one)]);
      if (read !== undefined) known.set(`${line}\0${one}`, { text: read, inChange });
    }
  }
  return {
    written: (path, line) => known.get(`${line}\0${path}`),
    moves: [...moves].map(([path, from]) => ({ path, from })),
  };
}

/** Where a file is now that had this very name when a line was written, and has it no more. */
async function movedFrom(
  path: Path,
  tree: Tree,
  after: Tree,
  renamed: Map<Tree, Promise<ReadonlyMap<Path, Path>>>,
  moves: Map<Path, Path>,
): Promise<readonly Path[]> {
  if (!(await tree.ids()).has(path)) return [];
  const renames = renamed.get(tree) ?? renamesBetween(tree, after);
  renamed.set(tree, renames);
  const now = (await renames).get(path);
  if (now === undefined) return [];
  moves.set(now, path);
  return [now];
}

async function renamesBetween(before: Tree, after: Tree): Promise<ReadonlyMap<Path, Path>> {
  const changes = await compareTrees(before, after);
  return new Map(changes.flatMap(({ path, from }) => (from === undefined ? [] : [[from, path] as const])));
}

async function firstText(tree: Tree, names: readonly (Path | undefined)[]): Promise<string | undefined> {
  for (const name of names) {
    const text = name === undefined ? undefined : await tree.read(name);
    if (text !== undefined) return text;
  }
  return undefined;
}
