import { execFileSync } from "node:child_process";

function git(folder: string, ...args: string[]): string {
  return execFileSync("git", ["-c", "core.quotePath=false", ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 512 * 1024 * 1024,
    stdio: ["ignore", "pipe", "ignore"],
  });
}

/** The newest commits of a repository along its first parents, oldest first. */
export function commits(folder: string, count: number): string[] {
  return git(folder, "rev-list", "--first-parent", `--max-count=${count}`, "HEAD")
    .trim()
    .split("\n")
    .reverse();
}

/** The text files of a commit by path; large ones and other kinds are left out. */
export function filesAt(folder: string, commit: string): Map<string, string> {
  const paths = git(folder, "ls-tree", "-r", "-z", "--name-only", commit)
    .split("\0")
    .filter((path) => /\.(?:[cm]?[jt]sx?|py|go|rs|java|rb|md|ya?ml|prisma|sql|sh|c|h)$/.test(path));
  return new Map(paths.map((path) => [path, ""]));
}

export function textAt(folder: string, commit: string, path: string): string | undefined {
  try {
    return git(folder, "show", `${commit}:${path}`);
  } catch {
    return undefined;
  }
}

/** The files a commit renamed against its predecessor: new path by old. */
export function renamesBetween(folder: string, before: string, after: string): Map<string, string> {
  const fields = git(folder, "diff", "--name-status", "-M", "-z", "--diff-filter=R", before, after).split(
    "\0",
  );
  const renames = new Map<string, string>();
  for (let at = 0; at + 2 < fields.length; at += 3) renames.set(fields[at + 1] ?? "", fields[at + 2] ?? "");
  return renames;
}

/** The files that differ between two commits. */
export function changedBetween(folder: string, before: string, after: string): Set<string> {
  return new Set(
    git(folder, "diff", "--name-only", "-z", "--no-renames", before, after).split("\0").filter(Boolean),
  );
}
