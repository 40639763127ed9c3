import { Minimatch } from "minimatch";
import type { Path } from "./model/place.ts";

/** Says whether a path is meant. */
export type PathTest = (path: Path) => boolean;

export const nothing: PathTest = () => false;

/**
 * A test for a list of globs, applied in order: a later `!glob` takes away, a later glob adds again.
 * A glob without a slash matches a name in any folder, as in .gitignore. Case-sensitive; dot files match.
 */
export function matching(globs: readonly string[]): PathTest {
  if (globs.length === 0) return nothing;
  const steps = globs.map((glob) => {
    const takesAway = glob.startsWith("!");
    const pattern = takesAway ? glob.slice(1) : glob;
    const matcher = new Minimatch(pattern, {
      dot: true,
      nocomment: true,
      nonegate: true,
      matchBase: !pattern.includes("/"),
      braceExpandMax: 32,
    });
    return { takesAway, matcher };
  });
  return (path) => {
    let meant = false;
    for (const { takesAway, matcher } of steps) {
      if (meant === takesAway && matcher.match(path)) meant = !takesAway;
    }
    return meant;
  };
}

/** A path as a glob: what means something in a glob is any one character. */
export function globOf(path: Path): string {
  return path.replace(/^!|[[\]{}()*?+@\\]/g, "?");
}
