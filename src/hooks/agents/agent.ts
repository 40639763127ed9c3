import type { HookAnswer, HookCall, HookEvent } from "../call.ts";
import { type Fields, fieldsIn, flagIn, textIn } from "../fields.ts";
import { type ToolUse, toolUse } from "../tools.ts";

/** One coding agent: how its hooks ask, and how they have to be answered. Both are pure. */
export interface Agent {
  readonly name: string;
  /** Throws Malformed. */
  read(input: Fields): HookCall;
  /** The JSON to print; `undefined` prints nothing, which leaves everything as it would be without Lockstep. */
  say(answer: HookAnswer, call: HookCall): object | undefined;
}

/** What of a call is told by every agent in the same way. */
export type Common = Pick<HookCall, "session" | "stopHookActive" | "cwd" | "transcript" | "lastMessage">;

/** The values most agents send under the same names. */
export function commonOf(input: Fields): Common {
  const cwd = textIn(input, "cwd");
  const transcript = textIn(input, "transcript_path", "transcriptPath");
  const lastMessage = textIn(input, "last_assistant_message");
  return {
    session: textIn(input, "session_id", "sessionId") ?? "",
    stopHookActive: flagIn(input, "stop_hook_active", "stopHookActive"),
    ...(cwd === undefined ? {} : { cwd }),
    ...(transcript === undefined ? {} : { transcript }),
    ...(lastMessage === undefined ? {} : { lastMessage }),
  };
}

/** A call about a tool: an edit, a command, or something that needs no judgement. */
export function toolCall(named: string, common: Common, name: string, input: Fields): HookCall {
  return usedTool(named, common, toolUse(name, input));
}

export function usedTool(named: string, common: Common, { edits, command }: ToolUse): HookCall {
  const event: HookEvent =
    edits.length > 0 ? "before-edit" : command === undefined ? "other" : "before-command";
  return { event, named, edits, ...common, ...(command === undefined ? {} : { command }) };
}

export function plainCall(event: HookEvent, named: string, common: Common): HookCall {
  return { event, named, edits: [], ...common };
}

/** The tool's name and input as `PreToolUse` tells them. */
export function namedTool(input: Fields): { readonly name: string; readonly input: Fields } {
  return {
    name: textIn(input, "tool_name", "toolName") ?? "",
    input: fieldsIn(input, "tool_input", "toolArgs", "toolInput") ?? {},
  };
}

/** Context under the event's name, as Claude Code introduced it. */
export function nestedContext(named: string, additionalContext: string): object {
  return { hookSpecificOutput: { hookEventName: named, additionalContext } };
}

/** A denial of a tool call, as Claude Code introduced it. */
export function nestedDenial(named: string, reason: string): object {
  return {
    hookSpecificOutput: {
      hookEventName: named,
      permissionDecision: "deny",
      permissionDecisionReason: reason,
    },
  };
}
