import { fileStore } from "./file.ts";
import { memoryStore } from "./memory.ts";
import type { Store } from "./types.ts";

/** `memory:`, `file:<path>` or `postgresql://…`. */
export async function openStore(url: string): Promise<Store> {
  if (url === "memory:") return memoryStore();
  if (url.startsWith("file:")) return fileStore(url.slice("file:".length));
  if (/^postgres(ql)?:\/\//.test(url)) return (await import("./prisma.ts")).prismaStore(url);
  throw new Error(`CRM_DATABASE_URL has an unknown scheme: ${url.split(":")[0]}`);
}
