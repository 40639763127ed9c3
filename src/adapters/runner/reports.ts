import { readJunit, type TestCounts } from "#core";
import { lstat, readdir, readFile, realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative } from "node:path";
import { minimatch } from "minimatch";

/** Larger reports are not read. */
const LARGEST = 32 * 1024 * 1024;
/** Of more files than this, the first are read. */
const MOST = 500;
/** File systems keep times coarser than the clock tells them, in milliseconds. */
const COARSE = 2_000;

/** What came of looking for a run's JUnit reports. */
export interface Reports {
  /** All cases of all reports; absent where no report of this run was found. */
  readonly tests?: TestCounts;
  /** Why a report does not count, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Reads the JUnit reports that a run wrote, and none that lay there before.
 * @param root the repository's root; nothing outside is read, and no link is followed
 * @param wanted paths from the root; the file's name may hold `*`
 * @param since when the run began, in milliseconds since 1970
 */
export async function readReports(root: string, wanted: readonly string[], since: number): Promise<Reports> {
  const notes: string[] = [];
  const all: TestCounts[] = [];
  for (const path of wanted) {
    const files = await filesOf(root, path);
    if (files.length === 0) notes.push(`There is no JUnit report ${path}.`);
    for (const file of files.slice(0, MOST)) {
      const counts = await countsOf(file, since);
      if (typeof counts === "string") notes.push(`${relative(root, file)} ${counts}.`);
      else all.push(counts);
    }
  }
  const sum = (key: keyof TestCounts): number => all.reduce((total, counts) => total + counts[key], 0);
  const tests = { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
  return { ...(all.length > 0 ? { tests } : {}), notes };
}

async function filesOf(root: string, path: string): Promise<string[]> {
  const house = await realpath(root);
  const folder = await realpath(join(house, dirname(path))).catch(() => undefined);
  const inside = folder === undefined ? ".." : relative(house, folder);
  if (folder === undefined || inside.startsWith("..") || isAbsolute(inside)) return [];
  const names = await readdir(folder).catch(() => []);
  const name = basename(path);
  return names
    .filter((one) => one === name || minimatch(one, name, { dot: true, nobrace: true, noext: true }))
    .sort()
    .map((one) => join(folder, one));
}

/** The counts of one report, or why it does not count. */
async function countsOf(file: string, since: number): Promise<TestCounts | string> {
  const stats = await lstat(file).catch(() => undefined);
  if (!stats?.isFile()) return "is no file";
  if (stats.mtimeMs + COARSE < since) return "is older than the run";
  if (stats.size > LARGEST) return "is too large to read";
  const counts = readJunit(await readFile(file, "utf8"));
  if (!counts) return "is no JUnit report";
  return { passed: counts.passed, failed: counts.failed, skipped: counts.skipped };
}
