import { sha256, type LedgerEvent, type Witnessed } from "#core";
import { codeOf, nodeDisk, type Disk } from "./disk.ts";
import { writeDurably } from "./durable.ts";
import { folderIn, makeFolderIn } from "./folder.ts";
import { readSmallFile } from "./read-file.ts";
import { LedgerTrouble } from "./trouble.ts";

const SEEN = ["lockstep", "seen"] as const;

/**
 * What this clone has verified of a base, so that a base that was rewritten is noticed: the events it
 * had. Losing this file costs a witness and nothing else; what cannot be read is as if it were not there.
 */
export async function readSeen(
  commonDir: string,
  ref: string,
  disk: Disk = nodeDisk,
): Promise<readonly Witnessed[]> {
  try {
    const folder = await folderIn(disk, await disk.realpath(commonDir), SEEN);
    const found =
      folder === undefined ? undefined : await readSmallFile(disk, folder, fileOf(ref), MOST_BYTES);
    const rows = found?.is === "text" ? (JSON.parse(found.text) as unknown) : undefined;
    return Array.isArray(rows) ? rows.filter(isWitnessed) : [];
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) !== "") return [];
    throw error;
  }
}

/** Remembers the events of a base after it was verified. Throws `LedgerTrouble`. */
export async function rememberSeen(
  commonDir: string,
  ref: string,
  events: Iterable<LedgerEvent>,
  disk: Disk = nodeDisk,
): Promise<void> {
  try {
    const folder = await makeFolderIn(disk, await disk.realpath(commonDir), SEEN, new Set());
    const rows = [...events].map(({ id, change, type, ts }) => JSON.stringify({ id, change, type, ts }));
    const text = `[\n${rows.sort().join(",\n")}\n]\n`;
    await writeDurably(disk, { folder, name: fileOf(ref), temporary: folder, text });
  } catch (error) {
    throw LedgerTrouble.of(error, `remembering ${ref}`);
  }
}

/** 10,000 changes of 40 events. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Names of refs hold slashes, and collide where case does not count. */
function fileOf(ref: string): string {
  return `${sha256(ref).slice(0, 32)}.json`;
}

function isWitnessed(row: unknown): row is Witnessed {
  if (typeof row !== "object" || row === null) return false;
  const { id, change, type, ts } = row as Record<string, unknown>;
  return [id, change, type, ts].every((value) => typeof value === "string");
}
