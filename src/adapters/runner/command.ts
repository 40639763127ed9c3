import { type Path, sha256 } from "#core";

/** A command as it was proposed or configured: nothing of it is filled in later. */
export interface Command {
  /** Where it runs, relative to the repository's root; empty for the root itself. */
  readonly cwd: Path;
  /** A program with its arguments, which no shell reads, or a text for the shell. */
  readonly run: { readonly argv: readonly [string, ...string[]] } | { readonly shell: string };
  /** Variables it is given on top of the allow-list. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * What consent is given to: the repository, the folder, the words, the variables. Any difference is another
 * command. The repository is part of it because `npm test` runs whatever the repository says.
 * @param root the repository's root, absolute and without symbolic links
 */
export function commandDigest(root: string, { cwd, run, env = {} }: Command): string {
  const variables = Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1));
  const words = "argv" in run ? { argv: run.argv } : { shell: run.shell };
  return sha256(`lockstep-command-v1\n${JSON.stringify([root, cwd, words, variables])}`);
}

/** The command as a person reads it, in one line a shell would read the same way. */
export function sayCommand({ cwd, run, env = {} }: Command): string {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${quoted(value)} `);
  const words = "argv" in run ? run.argv.map((word) => quoted(word)).join(" ") : run.shell;
  return `${cwd === "" ? "" : `cd ${quoted(cwd)} && `}${variables.join("")}${words}`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
