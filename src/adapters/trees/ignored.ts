import type { Path } from "#core";
import { fields } from "../git/diff.ts";
import type { Git } from "../git/git.ts";
import { bytesFromPath, pathFromBytes } from "./paths.ts";

/** Which files git ignores. Answers are remembered: hold it only until an ignore file changes. */
export interface Ignored {
  /** Those of `paths` that git ignores and does not track. None may lie behind a link or in another repository. */
  among(paths: readonly Path[], signal?: AbortSignal): Promise<ReadonlySet<Path>>;
}

/** Answers that are kept at most; beyond, all are forgotten. */
const KEPT = 50_000;

export function openIgnored(git: Git): Ignored {
  const answers = new Map<Path, boolean>();
  /** A path under an ignored folder is ignored, and needs no question of its own. */
  const isIgnored = (path: Path): boolean | undefined => {
    for (const folder of withFolders(path)) if (answers.get(folder) === true) return true;
    return answers.get(path);
  };
  return {
    async among(paths, signal) {
      if (answers.size > KEPT) answers.clear();
      const open = paths
        .filter((path) => isIgnored(path) === undefined)
        .flatMap((path) => [...withFolders(path)]);
      const asked = [...new Set(open)].filter((path) => !answers.has(path));
      if (asked.length > 0) {
        const input = Buffer.concat(
          asked.flatMap((path) => [Buffer.from("./"), bytesFromPath(path), Buffer.of(0)]),
        );
        const answer = await git.bytes(["check-ignore", "-z", "--stdin"], {
          input,
          exits: [0, 1],
          unliteral: true,
          ...(signal === undefined ? {} : { signal }),
        });
        for (const path of asked) answers.set(path, false);
        for (const name of fields(answer)) answers.set(pathFromBytes(name.subarray(2)), true);
      }
      return new Set(paths.filter((path) => isIgnored(path) === true));
    },
  };
}

/** `a/b/c` gives `a`, `a/b`, `a/b/c`. */
function* withFolders(path: Path): Generator<Path> {
  for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) yield path.slice(0, at);
  yield path;
}
