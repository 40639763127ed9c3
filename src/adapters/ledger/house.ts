import { join } from "node:path";
import { codeOf, type Disk } from "./disk.ts";
import { writeDurably } from "./durable.ts";

/** Files of `.lockstep` that keep git from committing temporaries and from rewriting line ends. */
const FILES = [
  [".gitignore", ".tmp-*\n"],
  [".gitattributes", "* -text\n"],
] as const;

/** Puts them there where they are missing; what a team wrote there stays. */
export async function furnish(disk: Disk, folder: string): Promise<void> {
  for (const [name, text] of FILES) {
    const missing = await disk.lstat(join(folder, name)).then(
      () => false,
      (error: unknown) => {
        if (codeOf(error) !== "ENOENT") throw error;
        return true;
      },
    );
    if (missing) await writeDurably(disk, { folder, name, temporary: folder, text });
  }
}
