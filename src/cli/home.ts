import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder Lockstep is installed in: the nearest one above this file that holds `protocols/`. */
export function findHome(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "protocols", "recommended.md"))) {
    const above = dirname(folder);
    if (above === folder) throw new Error("Lockstep's own files are missing: protocols/recommended.md.");
    folder = above;
  }
  return folder;
}
