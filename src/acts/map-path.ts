import {
  bindSurfaces,
  type BoundSurface,
  globOf,
  type Held,
  insidePackage,
  type Path,
  ROLE_PATHS,
  type Setting,
} from "#core";
import { pathsFor, type Repository } from "./initialize.ts";
import type { Planned } from "./plan.ts";
import { type ConfigurationFile, fileWith } from "./set.ts";

/** What a repository is held to, as a path is mapped in it. */
export interface Mapped extends Held {
  readonly protocol: Parameters<typeof bindSurfaces>[0];
}

/** A surface that a path can be mapped to. */
export interface MapTarget {
  readonly surface: BoundSurface;
  /** Whether everything at the path belongs to it already. */
  readonly has: boolean;
}

/** The surfaces made of files, in the protocol's order; git and runs answer for the others. */
export function mapTargets(
  { protocol, config, own }: Mapped,
  paths: readonly Path[],
  path: Path,
): MapTarget[] {
  const meant = filesAt(paths, path);
  return bindSurfaces(protocol, config, own)
    .filter(({ role }) => role !== "repository" && role !== "verification")
    .map((surface) => ({ surface, has: meant.length > 0 && meant.every((one) => surface.holds(one)) }));
}

/**
 * Writes into the configuration that a file, or a folder with all in it, belongs to a surface. What belonged to the
 * surface without a word in the configuration is written down beside it, as far as globs can say it: a surface
 * that is bound has what its globs mean, and nothing else.
 */
export function planMapPath(
  held: Mapped,
  repository: Repository,
  { path, surface: id }: { readonly path: Path; readonly surface: string },
  file: ConfigurationFile | undefined,
): Planned & { readonly why?: string } {
  const target = mapTargets(held, repository.paths, path).find(({ surface }) => surface.id === id);
  if (!target) return { refused: `There is no surface “${id}” that files can belong to.` };
  const { title } = target.surface;
  if (target.has) return { refused: `${path} belongs to “${title}” already.` };
  if (filesAt(repository.paths, path).length === 0)
    return { refused: `There is no file at ${path}, or git ignores it.` };
  const setting = settingFor(held, repository, path, target.surface);
  return {
    plan: { title: `${path} belongs to “${title}”`, files: [fileWith([setting], file)], records: [] },
    why: setting.why,
  };
}

function settingFor(held: Mapped, repository: Repository, path: Path, surface: BoundSurface): Setting {
  const { id, role, title } = surface;
  const bound = bindingFor(held, id, path);
  const glob = repository.paths.includes(path) ? globOf(bound.path) : `${globOf(bound.path)}/**`;
  const globs = bound.globs ?? ROLE_PATHS[role] ?? pathsFor(role, repository);
  const isNew = bound.globs === undefined && globs.length > 0;
  return {
    keys: bound.keys,
    value: [...globs, glob],
    added: [glob],
    why: isNew
      ? `“${title}” was bound to nothing so far, so what usually belongs to it is written beside the path. Look whether it is all of it.`
      : `“${title}” gets ${glob}, beside what it has now.`,
  };
}

/** The list that says which files a surface has where a path lies: its package's, where that one has its own. */
function bindingFor(
  { config: { surfaces = {}, packages = {} } }: Held,
  id: string,
  path: Path,
): { readonly keys: readonly string[]; readonly globs?: readonly string[]; readonly path: Path } {
  for (const [folder, { surfaces: own = {} }] of Object.entries(packages)) {
    const inside = insidePackage(folder)(path);
    const globs = Object.hasOwn(own, id) ? own[id]?.paths : undefined;
    if (inside !== undefined && globs)
      return { keys: ["packages", folder, "surfaces", id, "paths"], globs, path: inside };
  }
  const globs = Object.hasOwn(surfaces, id) ? surfaces[id]?.paths : undefined;
  return { keys: ["surfaces", id, "paths"], ...(globs ? { globs } : {}), path };
}

function filesAt(paths: readonly Path[], path: Path): Path[] {
  return paths.filter((one) => one === path || one.startsWith(`${path}/`));
}
