import { Trouble, type TroubleCode } from "#ports";
import { plain } from "./plain.ts";

type Wording = (args: Readonly<Record<string, string>>) => string;

/** What the world can refuse, in words: one table for stderr, welcome views, notifications and MCP. */
const WORDINGS: Readonly<Record<TroubleCode, Wording>> = {
  "no-git": () => "git was not found. Install git 2.36 or newer, or set lockstep.git.path.",
  "not-a-repository": ({ path }) =>
    `${path ?? "This folder"} is not in a git repository. Lockstep compares edits with git: run git init first.`,
  "git-too-old": ({ version, least }) =>
    `git ${version ?? ""} is too old; Lockstep needs ${least ?? "2.36"} or newer.`,
  "unknown-ref": ({ ref, stderr }) => `There is no branch, tag or commit “${ref ?? stderr ?? ""}”.`,
  "no-base": ({ base }) =>
    `This history shares no commit with “${base ?? "the base"}”. A shallow clone has too little history: fetch more of it.`,
  "bare-repository": () => "This is a bare repository: it has no working files to compare.",
  "dubious-ownership": ({ path }) =>
    `git refuses to read ${path ?? "this repository"}: it belongs to somebody else. See git's safe.directory.`,
  "git-failed": ({ command, stderr, exit }) =>
    `git ${command ?? ""} failed (${exit ?? "?"}): ${stderr ?? ""}`,
  "file-exists": ({ path }) => `${path ?? "The file"} exists already; it was left alone.`,
  "outside-repository": ({ path }) =>
    `${path ?? "The file"} would lie outside the repository; nothing was written.`,
  "timed-out": ({ command }) => `git ${command ?? ""} took too long and was stopped.`,
};

/** An error that ended a command, in one line. What is no Trouble is a bug, and says so. */
export function sayTrouble(error: unknown): string {
  if (error instanceof Trouble) return plain(WORDINGS[error.code](error.args), 400);
  if (error instanceof Error && error.name.endsWith("Trouble")) return plain(error.message, 400);
  return `Internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
