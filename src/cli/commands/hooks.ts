import {
  type GitHooks,
  type GitHookState,
  inspectGitHooks,
  installGitHooks,
  uninstallGitHooks,
} from "#adapters/git-hooks";
import { openRepository, type Repository } from "#adapters/repository";
import { EXIT } from "#manifest/cli";
import { resolve } from "node:path";
import { lockstepHere } from "../lockstep-path.ts";
import type { Terminal } from "../terminal.ts";
import { type Handler, UsageError } from "./handler.ts";
import { formatOf } from "./judged.ts";

export const hooks: Handler = async ({ operands, options }, terminal) => {
  const [verb, ...rest] = operands;
  if ((verb !== "install" && verb !== "status" && verb !== "uninstall") || rest.length > 0)
    throw new UsageError(
      "Name a verb: lockstep hooks install, lockstep hooks status, lockstep hooks uninstall.",
    );
  const format = formatOf(options);
  const repository = await openRepository(resolve(terminal.cwd, options.cwd ?? "."), { env: terminal.env });
  try {
    if (verb !== "status") return await changeGitHooks(verb, repository, terminal, false);
    const found = await inspectGitHooks(repository, terminal.env, lockstepHere());
    terminal.out.write(
      format === "json" ? `${JSON.stringify({ version: 1, ...found }, null, 2)}\n` : toText(found),
    );
    const live = found.hooks.every(({ is, fires }) => is === "ours" && fires === true);
    return live ? EXIT.inStep : EXIT.findings;
  } finally {
    repository.close();
  }
};

/** Installs or takes away git's hooks, or says what would be done. Another tool's hooks are left to it. */
export async function changeGitHooks(
  verb: "install" | "uninstall",
  repository: Repository,
  { out, err, env }: Terminal,
  dry: boolean,
): Promise<number> {
  const lockstep = lockstepHere();
  const before = await inspectGitHooks(repository, env, lockstep);
  if (verb === "install" && before.manager !== undefined) {
    err.write(
      `${before.manager} manages the hooks of this repository; they were left alone. Have it run “lockstep check --staged” before a commit.\n`,
    );
    return EXIT.findings;
  }
  if (dry) {
    out.write(`${verb} hooks in ${before.folder}: ${before.hooks.map(({ name }) => name).join(", ")}\n`);
    return EXIT.inStep;
  }
  if (verb === "install") await installGitHooks(repository, env, lockstep);
  else await uninstallGitHooks(repository, env);
  const after = await inspectGitHooks(repository, env, lockstep);
  out.write(toText(after));
  if (verb === "uninstall") return EXIT.inStep;
  return after.hooks.every(({ fires }) => fires === true) ? EXIT.inStep : EXIT.findings;
}

function toText({ folder, manager, hooks: states }: GitHooks): string {
  const owner = manager === undefined ? "" : ` (managed by ${manager})`;
  return `${folder}${owner}\n${states.map((state) => `${say(state)}\n`).join("")}`;
}

const SAYS: Readonly<Record<GitHookState["is"], string>> = {
  missing: "not there",
  ours: "Lockstep's",
  stale: "Lockstep's, from another version or place: lockstep hooks install",
  foreign: "another tool's, without Lockstep",
  "not-shell": "no shell script; Lockstep cannot be put into it",
};

function say({ name, is, fires }: GitHookState): string {
  const proof = fires === undefined ? "" : fires ? ", and git runs it" : ", but git does NOT run it";
  return `${fires === true && is === "ours" ? "✔" : "✖"} ${name.padEnd(12)} ${SAYS[is]}${proof}`;
}
