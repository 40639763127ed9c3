import { type Fields, textIn } from "../fields.ts";
import type { Agent } from "./agent.ts";
import { claude } from "./claude.ts";
import { codex } from "./codex.ts";
import { copilot } from "./copilot.ts";
import { cursor } from "./cursor.ts";
import { gemini } from "./gemini.ts";
import { opencode } from "./opencode.ts";
import { vscode } from "./vscode.ts";

/** Every agent by its name on the command line. */
export const AGENTS = { claude, codex, vscode, copilot, gemini, opencode, cursor } as const satisfies Record<
  string,
  Agent
>;

export type AgentName = keyof typeof AGENTS;

/** Names of files that two agents read: which one asks is seen in what it sends. */
const SHARED = "vscode-or-copilot";

export const AGENT_NAMES: readonly string[] = [...Object.keys(AGENTS), SHARED];

/**
 * The agent that sent an input. `.github/hooks` is read by VS Code and by Copilot CLI, `.claude/settings.json`
 * by Claude Code and on request by both: what only VS Code or only Copilot CLI sends decides.
 * `undefined` for a name nobody has.
 */
export function agentFor(name: string, input: Fields): Agent | undefined {
  if (name === SHARED) return isVscode(input) || hasToolId(input) ? vscode : copilot;
  if (!Object.hasOwn(AGENTS, name)) return undefined;
  const agent: Agent = AGENTS[name as AgentName];
  return agent === claude && isVscode(input) ? vscode : agent;
}

function isVscode(input: Fields): boolean {
  return (
    /__vscode-\d/.test(textIn(input, "tool_use_id") ?? "") ||
    /[\\/]GitHub\.copilot-chat[\\/]/i.test(textIn(input, "transcript_path") ?? "")
  );
}

/** Copilot CLI sends none. */
function hasToolId(input: Fields): boolean {
  return textIn(input, "tool_use_id") !== undefined;
}
