import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { memoryStore } from "./memory.ts";
import type { Store } from "./types.ts";

/** One JSON file, read before each call and replaced after each write: enough for one person's machine. */
export function fileStore(path: string): Store {
  return memoryStore({
    load: () => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8"), reviveDates) : {}),
    save(tables) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.tmp`, JSON.stringify(tables, null, 2));
      renameSync(`${path}.tmp`, path);
    },
  });
}

function reviveDates(key: string, value: unknown): unknown {
  return key.endsWith("At") && typeof value === "string" ? new Date(value) : value;
}
