import { open } from "node:fs/promises";

/** Bytes read from the end of a file. */
const TAIL = 4 * 1024 * 1024;

/** The last lines of a regular text file, whole lines only; `undefined` when it cannot be read. */
export async function readTail(path: string): Promise<string | undefined> {
  const file = await open(path, "r").catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const stats = await file.stat();
    if (!stats.isFile()) return undefined;
    const from = Math.max(0, stats.size - TAIL);
    const bytes = Buffer.alloc(stats.size - from);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    const text = bytes.toString("utf8", 0, bytesRead);
    return from === 0 ? text : text.slice(text.indexOf("\n") + 1);
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}
