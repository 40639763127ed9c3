import { createHash } from "node:crypto";
import { lstat, readdir, realpath, unlink } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { nodeDisk } from "../ledger/disk.ts";
import { writeDurably } from "../ledger/durable.ts";
import { makeFolderIn } from "../ledger/folder.ts";
import { readSmallFile } from "../ledger/read-file.ts";

/** What is remembered of one conversation with an agent. */
export interface HookSession {
  /** How often its turns were sent back since one ended as it should. */
  readonly sentBack: number;
  /** Violations that were recorded, so that none is twice. */
  readonly recorded: readonly string[];
  /** What the agent was told before a tool call, so that it is not held up by it twice. */
  readonly told: readonly string[];
}

/**
 * Small files under `<git common dir>/lockstep/hooks/`, one for each conversation, replaced whole. What
 * cannot be read counts as nothing remembered.
 */
export interface HookSessions {
  read(agent: string, session: string): Promise<HookSession>;
  /** False where it could not be kept. */
  write(agent: string, session: string, value: HookSession): Promise<boolean>;
}

const FOLDER = ["lockstep", "hooks"] as const;
const NEW: HookSession = { sentBack: 0, recorded: [], told: [] };
/** Files kept; when there are more, those not touched for `OLD` go. */
const KEPT = 100;
const OLD = 14 * 24 * 60 * 60 * 1000;

const Stored = z.strictObject({
  sentBack: z.int().min(0).max(1000),
  recorded: z.array(z.string().max(8000)).max(50),
  told: z.array(z.string().max(8000)).max(50).default([]),
});

export function openSessions(commonDir: string, now: Date): HookSessions {
  const nameOf = (agent: string, session: string): string =>
    `${createHash("sha256").update(`${agent}\n${session}`).digest("hex").slice(0, 32)}.json`;
  return {
    async read(agent, session) {
      try {
        const found = await readSmallFile(
          nodeDisk,
          join(await realpath(commonDir), ...FOLDER),
          nameOf(agent, session),
        );
        if (found.is !== "text") return NEW;
        const stored = Stored.safeParse(JSON.parse(found.text));
        return stored.success ? stored.data : NEW;
      } catch {
        return NEW;
      }
    },
    async write(agent, session, value) {
      try {
        const folder = await makeFolderIn(nodeDisk, await realpath(commonDir), FOLDER, new Set());
        const text = `${JSON.stringify(value)}\n`;
        await writeDurably(nodeDisk, { folder, name: nameOf(agent, session), temporary: folder, text });
        await sweep(folder, now);
        return true;
      } catch {
        return false;
      }
    },
  };
}

async function sweep(folder: string, now: Date): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= KEPT) return;
  for (const name of names) {
    const file = join(folder, name);
    const stats = await lstat(file).catch(() => undefined);
    if (stats && now.getTime() - stats.mtimeMs > OLD) await unlink(file).catch(() => undefined);
  }
}
