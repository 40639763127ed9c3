import { type Fields, textIn } from "../fields.ts";
import type { HookEvent } from "../call.ts";
import { type Agent, commonOf, namedTool, plainCall, toolCall } from "./agent.ts";

/** By the event's name in either spelling. */
const EVENTS: Readonly<Record<string, HookEvent>> = {
  stop: "stop",
  agentstop: "stop",
  sessionstart: "session-start",
  userpromptsubmit: "prompt",
  userpromptsubmitted: "prompt",
};

/** GitHub Copilot CLI: events and keys come in PascalCase with snake_case, or in camelCase without the event's name. */
export const copilot: Agent = {
  name: "copilot",
  read(input) {
    const named = textIn(input, "hook_event_name", "hookEventName", "hookName") ?? inferred(input);
    const common = commonOf(input);
    const key = named.toLowerCase();
    if (key === "pretooluse") {
      const tool = namedTool(input);
      return toolCall(named, common, tool.name, tool.input);
    }
    return plainCall(Object.hasOwn(EVENTS, key) ? EVENTS[key]! : "other", named, common);
  },
  say(answer) {
    switch (answer.is) {
      case "nothing":
        return undefined;
      case "context":
        return { additionalContext: answer.text };
      case "deny":
        return { permissionDecision: "deny", permissionDecisionReason: answer.reason };
      case "send-back":
        return { decision: "block", reason: answer.reason };
    }
  },
};

/** In camelCase the event is only seen by what is told. */
function inferred(input: Fields): string {
  if ("toolResult" in input || "error" in input) return "";
  if ("toolName" in input) return "preToolUse";
  if ("stop_hook_active" in input || "stopHookActive" in input || "stopReason" in input) return "agentStop";
  if ("prompt" in input) return "userPromptSubmitted";
  return "source" in input ? "sessionStart" : "";
}
