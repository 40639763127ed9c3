import { RULES, SKILL } from "#acts/connect/texts";
import { IN_PLUGIN } from "../hooks/asked-twice.ts";

/** The agent plugin that the extension ships, in the form that Claude Code introduced and the editor reads too. */
export const PLUGIN = {
  folder: "./plugin",
  skill: "./plugin/skills/lockstep/SKILL.md",
  instructions: "./plugin/lockstep.instructions.md",
} as const;

/** An editor's agent goes on where a hook cannot be run. So where it cannot, the shell refuses in its place. */
const HOOK = `#!/bin/sh
# Asks Lockstep about a call of the editor's agent, by the node on the PATH or by the program that runs the editor.
# Where neither can run it: nothing in repositories that are not set up; in the others a tool call is refused.
PATH=$PATH:/usr/local/bin:/opt/homebrew/bin:/usr/bin:/bin
cli=$(dirname "$0")/../dist/cli.mjs
input=$(cat)
${IN_PLUGIN}=1
export ${IN_PLUGIN}

# 0 and 2 are answers; whatever else is a node that cannot run Lockstep.
ask() {
  printf '%s' "$input" | "$@" "$cli" hook --agent vscode-or-copilot
  code=$?
  if [ "$code" = 0 ] || [ "$code" = 2 ]; then exit "$code"; fi
}

if command -v node >/dev/null 2>&1; then ask node; fi
editor=$(readlink "/proc/$PPID/exe" 2>/dev/null || ps -o comm= -p "$PPID" 2>/dev/null)
case $editor in
  /*)
    ELECTRON_RUN_AS_NODE=1
    export ELECTRON_RUN_AS_NODE
    case $("$editor" -p process.versions.node </dev/null 2>/dev/null) in
      [0-9]*.[0-9]*) ask "$editor" ;;
    esac
    ;;
esac

folder=$PWD
while :; do
  if [ -e "$folder/.lockstep/config.jsonc" ] || [ -e "$folder/lockstep.config.jsonc" ]; then
    echo "Lockstep could not judge this: there is no Node 20.19 or later on the PATH of the editor. Install one, or start the editor where it is on the PATH." >&2
    # Only a tool call is stopped: a turn that may never end would go round for ever.
    if [ "$1" = PreToolUse ]; then exit 2; fi
    exit 1
  fi
  if [ "$folder" = "$(dirname "$folder")" ]; then exit 0; fi
  folder=$(dirname "$folder")
done
`;

/** Every file of the plugin. Its hooks do nothing in repositories that are not set up. */
export function pluginFiles(version: string): readonly { readonly path: string; readonly text: string }[] {
  const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
  const hook = (event: string): object => {
    const command = `node "\${CLAUDE_PLUGIN_ROOT}/../dist/cli.mjs" hook --agent vscode-or-copilot`;
    // The editor takes these two instead of the command; `exec` keeps it the parent of what runs.
    const guarded = `exec sh "\${CLAUDE_PLUGIN_ROOT}/hook.sh" ${event}`;
    const env = { [IN_PLUGIN]: "1" };
    return { hooks: [{ type: "command", command, linux: guarded, osx: guarded, env, timeout: 15 }] };
  };
  const events = ["PreToolUse", "SessionStart", "UserPromptSubmit", "Stop"];
  const description = "Holds the agent to the team's change protocol.";
  return [
    { path: "plugin/.claude-plugin/plugin.json", text: json({ name: "lockstep", description, version }) },
    {
      path: "plugin/hooks/hooks.json",
      text: json({ hooks: Object.fromEntries(events.map((event) => [event, [hook(event)]])) }),
    },
    { path: "plugin/hook.sh", text: HOOK },
    { path: "plugin/skills/lockstep/SKILL.md", text: SKILL },
    {
      path: "plugin/lockstep.instructions.md",
      text: `---\nname: Lockstep\ndescription: How changes are made in repositories that Lockstep holds to a change protocol.\napplyTo: "**"\n---\n\nWhere the repository holds \`.lockstep/config.jsonc\`:\n\n${RULES}`,
    },
  ];
}
