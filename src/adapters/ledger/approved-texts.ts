import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Under the git common directory: what was approved here, to say later what changed since. Losing it costs nothing but that. */
const FOLDER = ["lockstep", "approved"] as const;

/** @param id of the approval's event */
export async function keepApprovedText(commonDir: string, id: string, text: string): Promise<void> {
  const folder = join(commonDir, ...FOLDER);
  await mkdir(folder, { recursive: true });
  await writeFile(fileOf(folder, id), text);
}

/** The text an approval was about; `undefined` where it was given on another machine. */
export async function approvedText(commonDir: string, id: string): Promise<string | undefined> {
  return readFile(fileOf(join(commonDir, ...FOLDER), id), "utf8").catch(() => undefined);
}

function fileOf(folder: string, id: string): string {
  if (!/^[0-9a-f]{64}$/.test(id)) throw new TypeError("no event id");
  return join(folder, `${id}.md`);
}
