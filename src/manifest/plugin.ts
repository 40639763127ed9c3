import { RULES, SKILL } from "#acts/connect/texts";

/** The agent plugin that the extension ships, in the form that Claude Code introduced and the editor reads too. */
export const PLUGIN = {
  folder: "./plugin",
  skill: "./plugin/skills/lockstep/SKILL.md",
  instructions: "./plugin/lockstep.instructions.md",
} as const;

/** Every file of the plugin. Its hooks do nothing in repositories that are not set up. */
export function pluginFiles(version: string): readonly { readonly path: string; readonly text: string }[] {
  const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
  const command = `node "\${CLAUDE_PLUGIN_ROOT}/../dist/cli.mjs" hook --agent vscode-or-copilot`;
  const hook = { hooks: [{ type: "command", command, timeout: 15 }] };
  const description = "Holds the agent to the team's change protocol.";
  return [
    { path: "plugin/.claude-plugin/plugin.json", text: json({ name: "lockstep", description, version }) },
    {
      path: "plugin/hooks/hooks.json",
      text: json({
        hooks: { PreToolUse: [hook], SessionStart: [hook], UserPromptSubmit: [hook], Stop: [hook] },
      }),
    },
    { path: "plugin/skills/lockstep/SKILL.md", text: SKILL },
    {
      path: "plugin/lockstep.instructions.md",
      text: `---\nname: Lockstep\ndescription: How changes are made in repositories that Lockstep holds to a change protocol.\napplyTo: "**"\n---\n\nWhere the repository holds \`.lockstep/config.jsonc\`:\n\n${RULES}`,
    },
  ];
}
