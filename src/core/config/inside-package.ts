import { matching } from "../glob.ts";
import type { Path } from "../model/place.ts";

/**
 * A path as the globs of a package see it: relative to the package's folder, `undefined` outside of it.
 * `folder` is a glob (`packages/*`); the uppermost folder it matches is the package.
 */
export function insidePackage(folder: string): (path: Path) => Path | undefined {
  const root = folder.replace(/\/+$/, "");
  const below = matching([`${root}/**`]);
  const directlyBelow = matching([`${root}/*`]);
  return (path) => {
    if (!below(path)) return undefined;
    const segments = path.split("/");
    const depth = segments.findIndex((_, at) => directlyBelow(segments.slice(0, at + 1).join("/")));
    return depth === -1 ? undefined : segments.slice(depth).join("/");
  };
}
