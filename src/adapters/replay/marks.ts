import { appendFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Mark, Marks } from "#core";
import * as z from "zod";

/** A mark as it is kept; without `mark` an earlier one is taken back. */
const Kept = z.object({
  commit: z.string().max(256),
  about: z.string().max(10_000),
  mark: z.enum(["right", "wrong"]).optional(),
});

/** Where people's marks on what was said of commits are kept: in git's directory, shared by its worktrees. */
function fileIn(commonDir: string): string {
  return join(commonDir, "lockstep", "replay-marks.jsonl");
}

/** The marks that hold: of several on one remark the last. A line that cannot be read says nothing. */
export async function readMarks(commonDir: string): Promise<Marks> {
  const text = await readFile(fileIn(commonDir), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const marks = new Map<string, Map<string, Mark>>();
  for (const line of text.split("\n")) {
    const kept = keptIn(line);
    if (!kept) continue;
    const { commit, about, mark } = kept;
    const ofCommit = marks.get(commit) ?? new Map<string, Mark>();
    marks.set(commit, ofCommit);
    if (mark) ofCommit.set(about, mark);
    else ofCommit.delete(about);
  }
  return marks;
}

/** Keeps a mark; adds a line and rewrites nothing, so that two windows lose none of each other's. */
export async function writeMark(
  commonDir: string,
  commit: string,
  about: string,
  mark: Mark | undefined,
): Promise<void> {
  await mkdir(join(commonDir, "lockstep"), { recursive: true });
  const line = JSON.stringify({ commit, about, ...(mark ? { mark } : {}) });
  // Begins with a line end: a writer that was killed may have left half a line.
  await appendFile(fileIn(commonDir), `\n${line}\n`);
}

function keptIn(line: string): z.infer<typeof Kept> | undefined {
  if (line.trim() === "") return undefined;
  try {
    const parsed = Kept.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
