import { strict as assert } from "node:assert";
import { Ajv } from "ajv";
import type { HookAnswer } from "../../../src/hooks/call.ts";
import { agentFor } from "../../../src/hooks/agents/index.ts";
import { type Fields, Malformed } from "../../../src/hooks/fields.ts";
import { codexSchema } from "./support.ts";

const NOTHING: HookAnswer = { is: "nothing" };
const DENY: HookAnswer = { is: "deny", reason: "No." };
const BACK: HookAnswer = { is: "send-back", reason: "Not yet." };
const CONTEXT: HookAnswer = { is: "context", text: "Know this." };

const nestedDeny = {
  hookSpecificOutput: {
    hookEventName: "PreToolUse",
    permissionDecision: "deny",
    permissionDecisionReason: "No.",
  },
};
const nested = (hookEventName: string) => ({
  hookSpecificOutput: { hookEventName, additionalContext: "Know this." },
});
const block = { decision: "block", reason: "Not yet." };

interface Golden {
  readonly says: string;
  readonly agent: string;
  readonly input: Fields;
  /** What the call is read as; only these keys are looked at. */
  readonly call: object;
  readonly answers: readonly (readonly [HookAnswer, object | undefined])[];
}

const swap = (path: string) => ({
  is: "swap",
  path,
  swaps: [{ old: "x=1", new: "x=2", all: false }],
});

const CLAUDE = {
  session_id: "c-1",
  transcript_path: "/home/ada/.claude/projects/-ws/c-1.jsonl",
  cwd: "/ws",
  prompt_id: "p",
  permission_mode: "acceptEdits",
};
const CODEX = {
  session_id: "x-1",
  turn_id: "t",
  transcript_path: "/home/ada/.codex/sessions/2026/11/20/rollout-1.jsonl",
  cwd: "/ws",
  model: "gpt-5.5",
  permission_mode: "bypassPermissions",
};
const { turn_id: _, ...CODEX_SESSION } = CODEX;
const VSCODE = {
  timestamp: "2026-11-20T23:42:26.070Z",
  session_id: "a8f54a24",
  transcript_path: "/u/User/workspaceStorage/1/GitHub.copilot-chat/transcripts/a8f54a24.jsonl",
  cwd: "/ws",
};
const PATCH =
  "*** Begin Patch\n*** Update File: src/a.ts\n@@\n-x=1\n+x=2\n*** Add File: b.ts\n+y\n*** Delete File: c.ts\n*** End Patch";

const GOLDEN: readonly Golden[] = [
  {
    says: "Claude edits",
    agent: "claude",
    input: {
      ...CLAUDE,
      hook_event_name: "PreToolUse",
      tool_name: "Edit",
      tool_input: { file_path: "/ws/src/a.ts", old_string: "x=1", new_string: "x=2", replace_all: false },
      tool_use_id: "toolu_000002",
    },
    call: { event: "before-edit", session: "c-1", cwd: "/ws", edits: [swap("/ws/src/a.ts")] },
    answers: [
      [NOTHING, undefined],
      [DENY, nestedDeny],
    ],
  },
  {
    says: "Claude writes",
    agent: "claude",
    input: {
      ...CLAUDE,
      hook_event_name: "PreToolUse",
      tool_name: "Write",
      tool_input: { file_path: "/ws/b.ts", content: "y\n" },
    },
    call: { event: "before-edit", edits: [{ is: "write", path: "/ws/b.ts", text: "y\n" }] },
    answers: [[DENY, nestedDeny]],
  },
  {
    says: "Claude edits a notebook",
    agent: "claude",
    input: {
      ...CLAUDE,
      hook_event_name: "PreToolUse",
      tool_name: "NotebookEdit",
      tool_input: { notebook_path: "/ws/n.ipynb", cell_id: "c1", new_source: "1", edit_mode: "replace" },
    },
    call: {
      event: "before-edit",
      edits: [{ is: "cell", path: "/ws/n.ipynb", cell: "c1", how: "replace", kind: "code", source: "1" }],
    },
    answers: [[DENY, nestedDeny]],
  },
  {
    says: "Claude runs a command",
    agent: "claude",
    input: {
      ...CLAUDE,
      hook_event_name: "PreToolUse",
      tool_name: "Bash",
      tool_input: { command: "npm test", description: "run" },
    },
    call: { event: "before-command", command: "npm test", edits: [] },
    answers: [
      [NOTHING, undefined],
      [DENY, nestedDeny],
    ],
  },
  {
    says: "Claude reads, which is nobody's business",
    agent: "claude",
    input: {
      ...CLAUDE,
      hook_event_name: "PreToolUse",
      tool_name: "Read",
      tool_input: { file_path: "/ws/a" },
    },
    call: { event: "other", edits: [] },
    answers: [[NOTHING, undefined]],
  },
  {
    says: "Claude ends a turn",
    agent: "claude",
    input: {
      ...CLAUDE,
      hook_event_name: "Stop",
      stop_hook_active: false,
      last_assistant_message: "Done. === AWAITING APPROVAL — DO NOT PROCEED ===",
      background_tasks: [],
      session_crons: [],
    },
    call: {
      event: "stop",
      stopHookActive: false,
      lastMessage: "Done. === AWAITING APPROVAL — DO NOT PROCEED ===",
    },
    answers: [
      [NOTHING, undefined],
      [BACK, block],
    ],
  },
  {
    says: "Claude's settings change",
    agent: "claude",
    input: {
      ...CLAUDE,
      hook_event_name: "ConfigChange",
      source: "local_settings",
      file_path: "/ws/.claude/settings.local.json",
    },
    call: { event: "config-change", settings: "/ws/.claude/settings.local.json" },
    answers: [[DENY, { decision: "block", reason: "No." }]],
  },
  {
    says: "Claude starts and is asked",
    agent: "claude",
    input: { ...CLAUDE, hook_event_name: "SessionStart", source: "startup" },
    call: { event: "session-start" },
    answers: [[CONTEXT, nested("SessionStart")]],
  },
  {
    says: "Claude is asked",
    agent: "claude",
    input: { ...CLAUDE, hook_event_name: "UserPromptSubmit", prompt: "go" },
    call: { event: "prompt" },
    answers: [[CONTEXT, nested("UserPromptSubmit")]],
  },
  {
    says: "Codex applies a patch",
    agent: "codex",
    input: {
      ...CODEX,
      hook_event_name: "PreToolUse",
      tool_name: "apply_patch",
      tool_input: { command: PATCH },
      tool_use_id: "1",
    },
    call: {
      event: "before-edit",
      edits: [
        {
          is: "patch",
          path: "src/a.ts",
          hunks: [{ headers: [], before: ["x=1"], after: ["x=2"], atEnd: false }],
        },
        { is: "write", path: "b.ts", text: "y\n" },
        { is: "delete", path: "c.ts" },
      ],
    },
    answers: [
      [NOTHING, undefined],
      [DENY, nestedDeny],
    ],
  },
  {
    says: "Codex runs a command",
    agent: "codex",
    input: {
      ...CODEX,
      hook_event_name: "PreToolUse",
      tool_name: "Bash",
      tool_input: { command: "ls" },
      tool_use_id: "1",
    },
    call: { event: "before-command", command: "ls" },
    answers: [[DENY, nestedDeny]],
  },
  {
    says: "Codex asks for a permission",
    agent: "codex",
    input: {
      ...CODEX,
      hook_event_name: "PermissionRequest",
      tool_name: "Bash",
      tool_input: { command: "rm a" },
    },
    call: { event: "before-command", command: "rm a" },
    answers: [
      [
        DENY,
        {
          hookSpecificOutput: {
            hookEventName: "PermissionRequest",
            decision: { behavior: "deny", message: "No." },
          },
        },
      ],
    ],
  },
  {
    says: "Codex ends a turn",
    agent: "codex",
    input: {
      ...CODEX,
      hook_event_name: "Stop",
      stop_hook_active: true,
      last_assistant_message: "Done.",
    },
    call: { event: "stop", stopHookActive: true, lastMessage: "Done." },
    answers: [
      [NOTHING, undefined],
      [BACK, block],
    ],
  },
  {
    says: "Codex starts",
    agent: "codex",
    input: { ...CODEX_SESSION, hook_event_name: "SessionStart", source: "startup" },
    call: { event: "session-start" },
    answers: [[CONTEXT, nested("SessionStart")]],
  },
  {
    says: "Codex is asked",
    agent: "codex",
    input: { ...CODEX, hook_event_name: "UserPromptSubmit", prompt: "go" },
    call: { event: "prompt" },
    answers: [[CONTEXT, nested("UserPromptSubmit")]],
  },
  {
    says: "VS Code creates a file",
    agent: "vscode",
    input: {
      ...VSCODE,
      hook_event_name: "PreToolUse",
      tool_name: "create_file",
      tool_input: { filePath: "/ws/src/b.ts", content: "export const y=2\n" },
      tool_use_id: "call_1__vscode-1795218135194",
    },
    call: {
      event: "before-edit",
      edits: [{ is: "write", path: "/ws/src/b.ts", text: "export const y=2\n" }],
    },
    answers: [
      [NOTHING, undefined],
      [DENY, nestedDeny],
    ],
  },
  {
    says: "VS Code replaces several texts",
    agent: "vscode",
    input: {
      ...VSCODE,
      hook_event_name: "PreToolUse",
      tool_name: "multi_replace_string_in_file",
      tool_input: {
        explanation: "why",
        replacements: [
          { filePath: "/ws/a.ts", oldString: "x=1", newString: "x=2" },
          { filePath: "/ws/b.ts", oldString: "x=1", newString: "x=2" },
        ],
      },
    },
    call: { event: "before-edit", edits: [swap("/ws/a.ts"), swap("/ws/b.ts")] },
    answers: [[DENY, nestedDeny]],
  },
  {
    says: "VS Code types into a terminal",
    agent: "vscode",
    input: {
      ...VSCODE,
      hook_event_name: "PreToolUse",
      tool_name: "send_to_terminal",
      tool_input: { id: "1", text: "rm a" },
    },
    call: { event: "before-command", command: "" },
    answers: [[DENY, nestedDeny]],
  },
  {
    says: "VS Code ends a turn: what decides stands inside",
    agent: "vscode",
    input: { ...VSCODE, hook_event_name: "Stop", stop_hook_active: false },
    call: { event: "stop", transcript: VSCODE.transcript_path },
    answers: [
      [NOTHING, undefined],
      [BACK, { hookSpecificOutput: { hookEventName: "Stop", decision: "block", reason: "Not yet." } }],
    ],
  },
  {
    says: "VS Code starts",
    agent: "vscode",
    input: { ...VSCODE, hook_event_name: "SessionStart", source: "new", model: "m" },
    call: { event: "session-start" },
    answers: [[CONTEXT, nested("SessionStart")]],
  },
  {
    says: "Copilot CLI edits, in PascalCase",
    agent: "copilot",
    input: {
      session_id: "g",
      timestamp: "2026-11-20T23:42:26.070Z",
      cwd: "/ws",
      hook_event_name: "PreToolUse",
      tool_name: "Edit",
      tool_input: { path: "/ws/src/a.ts", old_str: "x=1", new_str: "x=2" },
    },
    call: { event: "before-edit", edits: [swap("/ws/src/a.ts")] },
    answers: [
      [NOTHING, undefined],
      [DENY, { permissionDecision: "deny", permissionDecisionReason: "No." }],
    ],
  },
  {
    says: "Copilot CLI edits, in camelCase",
    agent: "copilot",
    input: {
      sessionId: "g",
      timestamp: 1795218135194,
      cwd: "/ws",
      toolName: "edit",
      toolArgs: { path: "/ws/src/a.ts", old_str: "x=1", new_str: "x=2" },
    },
    call: { event: "before-edit", session: "g", edits: [swap("/ws/src/a.ts")] },
    answers: [[DENY, { permissionDecision: "deny", permissionDecisionReason: "No." }]],
  },
  {
    says: "Copilot CLI ends a turn",
    agent: "copilot",
    input: {
      session_id: "g",
      cwd: "/ws",
      hook_event_name: "Stop",
      transcript_path: "/home/ada/.copilot/session-state/g/events.jsonl",
      stop_reason: "end_turn",
      stop_hook_active: true,
    },
    call: { event: "stop", stopHookActive: true },
    answers: [[BACK, block]],
  },
  {
    says: "Copilot CLI starts: context is flat",
    agent: "copilot",
    input: { session_id: "g", cwd: "/ws", hook_event_name: "SessionStart", source: "new" },
    call: { event: "session-start" },
    answers: [[CONTEXT, { additionalContext: "Know this." }]],
  },
  {
    says: "the file VS Code and Copilot CLI share: VS Code",
    agent: "vscode-or-copilot",
    input: {
      ...VSCODE,
      hook_event_name: "PreToolUse",
      tool_name: "run_in_terminal",
      tool_input: { command: "ls" },
      tool_use_id: "call_1__vscode-1795218135194",
    },
    call: { event: "before-command", command: "ls" },
    answers: [[DENY, nestedDeny]],
  },
  {
    says: "the file VS Code and Copilot CLI share: Copilot CLI",
    agent: "vscode-or-copilot",
    input: {
      session_id: "g",
      cwd: "/ws",
      hook_event_name: "PreToolUse",
      tool_name: "Bash",
      tool_input: { command: "ls" },
    },
    call: { event: "before-command", command: "ls" },
    answers: [[DENY, { permissionDecision: "deny", permissionDecisionReason: "No." }]],
  },
  {
    says: "Gemini replaces",
    agent: "gemini",
    input: {
      session_id: "m",
      cwd: "/ws",
      hook_event_name: "BeforeTool",
      tool_name: "replace",
      tool_input: { file_path: "/ws/a.ts", old_string: "x=1", new_string: "x=2" },
    },
    call: { event: "before-edit", edits: [swap("/ws/a.ts")] },
    answers: [
      [NOTHING, undefined],
      [DENY, { decision: "deny", reason: "No." }],
    ],
  },
  {
    says: "Gemini runs a command",
    agent: "gemini",
    input: {
      session_id: "m",
      cwd: "/ws",
      hook_event_name: "BeforeTool",
      tool_name: "run_shell_command",
      tool_input: { command: "ls" },
    },
    call: { event: "before-command", command: "ls" },
    answers: [[DENY, { decision: "deny", reason: "No." }]],
  },
  {
    says: "Gemini ends a turn",
    agent: "gemini",
    input: {
      session_id: "m",
      cwd: "/ws",
      hook_event_name: "AfterAgent",
      prompt_response: "I will edit.\nDone.",
      stop_hook_active: false,
    },
    call: { event: "stop", lastMessage: "I will edit.\nDone." },
    answers: [[BACK, { decision: "deny", reason: "Not yet." }]],
  },
  {
    says: "Gemini is asked",
    agent: "gemini",
    input: { session_id: "m", cwd: "/ws", hook_event_name: "BeforeAgent", prompt: "go" },
    call: { event: "prompt" },
    answers: [[CONTEXT, nested("BeforeAgent")]],
  },
  {
    says: "OpenCode writes",
    agent: "opencode",
    input: {
      event: "tool.execute.before",
      sessionID: "o",
      directory: "/ws",
      tool: "write",
      args: { filePath: "/ws/b.ts", content: "y\n" },
    },
    call: { event: "before-edit", cwd: "/ws", edits: [{ is: "write", path: "/ws/b.ts", text: "y\n" }] },
    answers: [
      [NOTHING, undefined],
      [DENY, { deny: "No." }],
    ],
  },
  {
    says: "OpenCode ends a turn",
    agent: "opencode",
    input: { event: "session.idle", sessionID: "o", directory: "/ws", message: "Done." },
    call: { event: "stop", lastMessage: "Done." },
    answers: [[BACK, { sendBack: "Not yet." }]],
  },
  {
    says: "Cursor writes",
    agent: "cursor",
    input: {
      conversation_id: "k",
      generation_id: "g",
      hook_event_name: "preToolUse",
      workspace_roots: ["/ws"],
      tool_name: "Write",
      tool_input: { file_path: "/ws/b.ts", content: "y\n" },
    },
    call: { event: "before-edit", cwd: "/ws", session: "k" },
    answers: [
      [NOTHING, undefined],
      [DENY, { permission: "deny", user_message: "No.", agent_message: "No." }],
    ],
  },
  {
    says: "Cursor runs a command",
    agent: "cursor",
    input: {
      conversation_id: "k",
      hook_event_name: "beforeShellExecution",
      workspace_roots: ["/ws"],
      command: "rm a",
      cwd: "/ws/sub",
    },
    call: { event: "before-command", command: "rm a", cwd: "/ws/sub" },
    answers: [[DENY, { permission: "deny", user_message: "No.", agent_message: "No." }]],
  },
  {
    says: "Cursor ends a turn",
    agent: "cursor",
    input: {
      conversation_id: "k",
      hook_event_name: "stop",
      workspace_roots: ["/ws"],
      status: "completed",
      loop_count: 1,
    },
    call: { event: "stop", stopHookActive: true },
    answers: [[BACK, { followup_message: "Not yet." }]],
  },
];

/** Codex's schema for what an event is answered with. */
const OUTPUTS: Readonly<Record<string, string>> = {
  PreToolUse: "pre-tool-use.command.output",
  PermissionRequest: "permission-request.command.output",
  Stop: "stop.command.output",
  SessionStart: "session-start.command.output",
  UserPromptSubmit: "user-prompt-submit.command.output",
};

describe("agents: golden input and output", () => {
  for (const { says, agent, input, call: expected, answers } of GOLDEN)
    it(says, () => {
      const one = agentFor(agent, input)!;
      const call = one.read(input);
      for (const [key, value] of Object.entries(expected))
        assert.deepEqual(call[key as keyof typeof call], value, key);
      for (const [answer, output] of answers) assert.deepEqual(one.say(answer, call), output, answer.is);
    });

  it("answers Codex within Codex's own schemas, and reads what they describe", () => {
    const ajv = new Ajv({ strict: false });
    for (const { agent, input, answers } of GOLDEN) {
      if (agent !== "codex") continue;
      const named = String(input["hook_event_name"]);
      const asks = ajv.compile(codexSchema(OUTPUTS[named]!.replace("output", "input")));
      assert.ok(asks(input), `${named}: ${JSON.stringify(asks.errors)}`);
      const validate = ajv.compile(codexSchema(OUTPUTS[named]!));
      for (const [, output] of answers)
        if (output) assert.ok(validate(output), `${named}: ${JSON.stringify(validate.errors)}`);
    }
  });

  it("never allows, whatever the agent", () => {
    for (const { agent, input, answers } of GOLDEN)
      for (const [answer] of answers) {
        const one = agentFor(agent, input)!;
        assert.doesNotMatch(JSON.stringify(one.say(answer, one.read(input)) ?? ""), /allow|approve/);
      }
  });

  it("refuses a writing tool that names no file, so that the hook fails closed", () => {
    const input = { hook_event_name: "PreToolUse", tool_name: "Write", tool_input: { content: "" } };
    assert.throws(() => agentFor("claude", input)!.read(input), Malformed);
    const patch = { hook_event_name: "PreToolUse", tool_name: "apply_patch", tool_input: { command: "?" } };
    assert.throws(() => agentFor("codex", patch)!.read(patch), Malformed);
  });

  it("knows no other agent", () => assert.equal(agentFor("toString", {}), undefined));
});
