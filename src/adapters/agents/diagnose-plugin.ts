import { asksByRepository, EDITOR_HOOKS } from "#acts/connect";
import type { Checkup } from "#views/doctor";
import { plain } from "#views/plain";
import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { onPath } from "../on-path.ts";
import { CANARIES } from "./canary.ts";
import { runCanary } from "./run-canary.ts";

const TITLE = "Agent plugin";

/** Asks the hook of the editor's plugin as the editor would; nothing where Lockstep is installed without it. */
export async function diagnosePlugin(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): Promise<Checkup[]> {
  const command = await pluginCommand(join(home, "plugin"));
  if (command === undefined) return [];
  const text = await readFile(join(root, EDITOR_HOOKS), "utf8").catch(() => undefined);
  if (text !== undefined && asksByRepository(text) && onPath("lockstep", env) !== undefined)
    return [
      {
        title: TITLE,
        state: "good",
        says: `Keeps silent here, so that nothing is judged twice: the editor asks by ${EDITOR_HOOKS}.`,
      },
    ];
  const end = await runCanary(command, CANARIES.vscode.call(await realpath(root)), { cwd: root, env });
  if (end.is !== "refused") {
    const why = end.is === "passed" ? "it let an edit of the configuration pass" : end.says;
    return [{ title: TITLE, state: "bad", says: `Its hook is not live: ${plain(why, 300)}` }];
  }
  const live = "A call that has to be refused was refused";
  if (onPath("node", env) !== undefined) return [{ title: TITLE, state: "good", says: `${live}.` }];
  return [
    {
      title: TITLE,
      state: "unsure",
      says: `${live}, but there is no node on the PATH: the editor's own runs it, or every tool call is refused.`,
    },
  ];
}

/** The command before a tool, for the system this runs on. */
async function pluginCommand(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, "hooks/hooks.json"), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const { hooks } = JSON.parse(text) as {
    hooks: { PreToolUse: { hooks: { command: string; linux: string; osx: string }[] }[] };
  };
  const hook = hooks.PreToolUse[0]!.hooks[0]!;
  const said =
    process.platform === "win32" ? hook.command : process.platform === "darwin" ? hook.osx : hook.linux;
  return said.replaceAll("${CLAUDE_PLUGIN_ROOT}", folder);
}
