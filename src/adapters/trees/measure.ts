import { join } from "node:path";
import type { BlobId, Path } from "#core";
import type { Git } from "../git/git.ts";
import type { Blobs } from "./blobs.ts";
import type { Conversions, Lying } from "./conversion.ts";
import type { Disk, Seen } from "./disk.ts";
import { blobId, idOf, LINK, SUBMODULE, type Entry, type ObjectFormat } from "./entry.ts";
import { textFrom } from "./text.ts";

/** How the repository's file system behaves, by its configuration. */
export interface FileModes {
  /** `core.fileMode`: the executable bit on disk means something. */
  readonly executable: boolean;
  /** `core.symlinks`: links are links; otherwise files that hold the target's name. */
  readonly links: boolean;
}

/** A path of the working tree, what was seen there, and what the index holds. */
export interface Sight {
  readonly path: Path;
  readonly seen: Seen;
  readonly index: Entry | undefined;
}

export interface Measuring {
  readonly git: Git;
  readonly blobs: Blobs;
  readonly conversions: Conversions;
  readonly format: ObjectFormat;
  readonly modes: FileModes;
}

/** Files that are read at the same time. */
const AT_ONCE = 16;

/**
 * The entries git would make of what lies on disk; paths where nothing is that git would record are left
 * out. The texts are remembered with the blobs under their ids.
 */
export async function measure(
  { git, blobs, conversions, format, modes }: Measuring,
  disk: Disk,
  sights: readonly Sight[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<Path, Entry>> {
  const entries = new Map<Path, Entry>();
  const lying: (Lying & { readonly mode: string })[] = [];
  const texts = new Map<Path, string>();

  await inTurns(sights, async ({ path, seen, index }) => {
    signal?.throwIfAborted();
    if (seen.is === "link") {
      const entry = { mode: LINK, object: blobId(seen.target, format) };
      entries.set(path, entry);
      blobs.keep(idOf(entry), seen.target.toString("utf8"));
    } else if (seen.is === "folder" && index?.mode === SUBMODULE) {
      entries.set(path, { mode: SUBMODULE, object: (await submoduleHead(git, disk, path)) ?? index.object });
    } else if (seen.is === "file") {
      const raw = await disk.raw(path);
      if (raw === undefined) return;
      lying.push({ path, raw, index, mode: fileMode(seen.executable, index, modes) });
      const text = raw.bytes && textFrom(raw.bytes);
      if (text !== undefined) texts.set(path, text);
    }
  });

  const stored = await conversions.stored(lying, signal);
  for (const { path, raw, mode } of lying) {
    const { object, lineEnds } = stored.get(path) ?? { object: raw.object, lineEnds: false };
    const entry = { mode, object };
    entries.set(path, entry);
    const text = mode === LINK ? raw.bytes?.toString("utf8") : texts.get(path);
    if (text !== undefined) blobs.keep(idOf(entry), lineEnds ? text.replaceAll("\r\n", "\n") : text);
  }
  return entries;
}

/** The text of a file that lies on disk, provided it still has the id; `undefined` otherwise. */
export async function textOnDisk(
  measuring: Measuring,
  disk: Disk,
  path: Path,
  index: Entry | undefined,
  id: BlobId,
): Promise<string | undefined> {
  const entries = await measure(measuring, disk, [{ path, seen: await disk.see(path), index }]);
  const entry = entries.get(path);
  return entry !== undefined && idOf(entry) === id ? measuring.blobs.kept(id) : undefined;
}

function fileMode(executable: boolean, index: Entry | undefined, modes: FileModes): string {
  if (!modes.links && index?.mode === LINK) return LINK;
  if (modes.executable) return executable ? "100755" : "100644";
  return index?.mode === "100755" ? "100755" : "100644";
}

/** The commit a submodule has checked out; `undefined` when it has none. */
async function submoduleHead(git: Git, disk: Disk, path: Path): Promise<string | undefined> {
  if ((await disk.standing(`${path}/.git`)) !== "nested") return undefined;
  const inside = git.inside(join(git.cwd, path));
  try {
    return await inside.text(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  } catch {
    return undefined;
  }
}

async function inTurns<T>(items: readonly T[], visit: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const turns = Array.from({ length: Math.min(AT_ONCE, items.length) }, async () => {
    for (const item of rest) await visit(item);
  });
  await Promise.all(turns);
}
