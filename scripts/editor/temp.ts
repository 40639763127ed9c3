import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TempFolder {
  readonly path: string;
  remove(): void;
}

/** Makes a folder of its own in the system's temporary folder; it goes when told to, and at the latest when this process exits. */
export function tempFolder(name: string): TempFolder {
  const path = mkdtempSync(join(tmpdir(), `${name}-`));
  const remove = () => {
    process.off("exit", remove);
    rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  process.on("exit", remove);
  return { path, remove };
}
