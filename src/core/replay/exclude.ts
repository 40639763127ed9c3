import { globOf, matching } from "../glob.ts";
import { groupBy } from "../group.ts";
import type { Path } from "../model/place.ts";

/** The longest glob a configuration may hold. */
const LONGEST = 256;

/** A glob that leaves paths out, and which ones made somebody propose it. */
export interface Exclusion {
  readonly glob: string;
  readonly paths: readonly Path[];
}

/**
 * Globs that mean every path of `wrong` and none of `right`: a folder where two of its files are wrong, else the
 * file itself. A path that is right as well gets none; nor is a folder proposed that `roots` name as a whole.
 * @param roots the globs the paths were taken in by
 */
export function exclusionsFor(
  wrong: readonly Path[],
  right: readonly Path[],
  roots: readonly string[] = [],
): Exclusion[] {
  const kept = new Set(right);
  const paths = [...new Set(wrong)].filter((path) => !kept.has(path)).sort();
  const isSafe = (glob: string): boolean =>
    glob.length <= LONGEST && !roots.includes(glob) && !right.some(matching([glob]));
  const folders = [...groupBy(paths.flatMap(foldersOf), (folder) => folder)]
    .filter(([folder, times]) => times.length > 1 && isSafe(`${folder}/**`))
    .map(([folder]) => folder)
    // The innermost first: what two files have in common, and no more.
    .sort((a, b) => b.length - a.length);
  const out: Exclusion[] = [];
  const left = new Set(paths);
  for (const folder of folders) {
    const inside = paths.filter((path) => left.has(path) && globOf(path).startsWith(`${folder}/`));
    if (inside.length < 2) continue;
    for (const path of inside) left.delete(path);
    out.push({ glob: `${folder}/**`, paths: inside });
  }
  for (const path of left) if (isSafe(globOf(path))) out.push({ glob: globOf(path), paths: [path] });
  return out.sort((a, b) => (a.glob < b.glob ? -1 : 1));
}

/** Every folder above a path, as a glob. */
function foldersOf(path: Path): string[] {
  const segments = globOf(path).split("/").slice(0, -1);
  return segments.map((_, at) => segments.slice(0, at + 1).join("/"));
}
