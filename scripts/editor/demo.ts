import { execFile } from "node:child_process";
import { cp, rm } from "node:fs/promises";
import { basename } from "node:path";
import { promisify } from "node:util";

/** Copies a project folder to `to`, replacing what is there, and makes it a git repository with one commit. */
export async function makeDemo(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await cp(from, to, {
    recursive: true,
    filter: (path) => !["node_modules", ".git"].includes(basename(path)),
  });
  await git(to, "init", "--quiet", "--initial-branch=main");
  await git(to, "config", "user.name", "Demo");
  await git(to, "config", "user.email", "demo@example.invalid");
  await git(to, "config", "commit.gpgsign", "false");
  await git(to, "add", "--all");
  await git(to, "commit", "--quiet", "--no-verify", "--message", "The demo as it came");
}

/** Runs git in a folder, untouched by the caller's own git variables; gives what it printed. */
export async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX)$/.test(name),
  );
  const { stdout } = await promisify(execFile)("git", [...args], { cwd, env: Object.fromEntries(kept) });
  return stdout;
}
