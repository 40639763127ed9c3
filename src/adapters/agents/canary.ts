import type { Connection } from "#acts/connect";
import { join } from "node:path";

/** A file no agent may ever write: what a hook that is live refuses. */
export const PROTECTED = ".lockstep/config.jsonc";

type HookedAgent = Exclude<Connection, "ci" | "opencode">;

/** What each agent would send before it writes that file, and where its hooks are. */
export const CANARIES: Readonly<
  Record<HookedAgent, { readonly title: string; readonly file: string; call(root: string): object }>
> = {
  claude: {
    title: "Claude Code",
    file: ".claude/settings.json",
    call: (cwd) => ({
      ...named(cwd, "PreToolUse"),
      tool_name: "Write",
      tool_use_id: "toolu_doctor",
      tool_input: { file_path: join(cwd, PROTECTED), content: "" },
    }),
  },
  codex: {
    title: "Codex",
    file: ".codex/hooks.json",
    call: (cwd) => ({
      ...named(cwd, "PreToolUse"),
      tool_name: "apply_patch",
      tool_input: { command: `*** Begin Patch\n*** Delete File: ${PROTECTED}\n*** End Patch` },
    }),
  },
  vscode: {
    title: "VS Code",
    file: ".github/hooks/lockstep.json",
    call: (cwd) => ({
      ...named(cwd, "PreToolUse"),
      tool_name: "create_file",
      tool_use_id: "call_1__vscode-1",
      tool_input: { filePath: join(cwd, PROTECTED), content: "" },
    }),
  },
  copilot: {
    title: "Copilot CLI",
    file: ".github/hooks/lockstep.json",
    call: (cwd) => ({
      ...named(cwd, "PreToolUse"),
      tool_name: "Write",
      tool_input: { path: join(cwd, PROTECTED), content: "" },
    }),
  },
  gemini: {
    title: "Gemini CLI",
    file: ".gemini/settings.json",
    call: (cwd) => ({
      ...named(cwd, "BeforeTool"),
      tool_name: "write_file",
      tool_input: { file_path: join(cwd, PROTECTED), content: "" },
    }),
  },
  cursor: {
    title: "Cursor",
    file: ".cursor/hooks.json",
    call: (cwd) => ({
      conversation_id: "doctor",
      hook_event_name: "preToolUse",
      workspace_roots: [cwd],
      tool_name: "Write",
      tool_input: { file_path: join(cwd, PROTECTED), content: "" },
    }),
  },
};

function named(cwd: string, hook_event_name: string): object {
  return { session_id: "doctor", cwd, hook_event_name };
}
