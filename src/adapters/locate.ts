import { realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Path } from "#core";

/** Where a path that an agent named really leads. */
export interface Location {
  /** As the agent named it. */
  readonly said: string;
  /** Made absolute, links not followed. */
  readonly absolute: string;
  /** With every link followed; of what is not there yet, the folder above it. */
  readonly real: string;
}

/** @param cwd absolute */
export async function locate(said: string, cwd: string): Promise<Location> {
  const absolute = resolve(cwd, expanded(said));
  return { said, absolute, real: await realOf(absolute) };
}

/** The path in a repository; `undefined` where it leads elsewhere. @param root links followed */
export function pathIn(root: string, { real }: Pick<Location, "real">): Path | undefined {
  const below = relative(root, real);
  if (below === "" || below === ".." || below.startsWith(`..${sep}`) || resolve(root, below) !== real)
    return undefined;
  return sep === "/" ? below : below.replaceAll(sep, "/");
}

function expanded(said: string): string {
  if (said === "~" || said.startsWith("~/")) return join(homedir(), said.slice(1));
  if (!said.startsWith("file://")) return said;
  try {
    return fileURLToPath(said);
  } catch {
    return said;
  }
}

async function realOf(path: string): Promise<string> {
  const rest: string[] = [];
  for (let folder = path; ; folder = dirname(folder)) {
    const real = await realpath(folder).catch(() => undefined);
    if (real !== undefined) return join(real, ...rest);
    if (dirname(folder) === folder) return path;
    rest.unshift(basename(folder));
  }
}
