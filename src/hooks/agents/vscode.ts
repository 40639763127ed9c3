import { textIn } from "../fields.ts";
import {
  type Agent,
  commonOf,
  namedTool,
  nestedContext,
  nestedDenial,
  plainCall,
  toolCall,
} from "./agent.ts";

/** The agent mode of VS Code. Hook matchers are ignored there, so every tool call arrives. */
export const vscode: Agent = {
  name: "vscode",
  read(input) {
    const named = textIn(input, "hook_event_name") ?? "";
    const common = commonOf(input);
    switch (named) {
      case "PreToolUse":
      case "preToolUse": {
        const tool = namedTool(input);
        return toolCall(named, common, tool.name, tool.input);
      }
      case "Stop":
      case "agentStop":
        return plainCall("stop", named, common);
      case "SessionStart":
      case "sessionStart":
        return plainCall("session-start", named, common);
      case "UserPromptSubmit":
      case "userPromptSubmitted":
        return plainCall("prompt", named, common);
      default:
        return plainCall("other", named, common);
    }
  },
  say(answer, call) {
    switch (answer.is) {
      case "nothing":
        return undefined;
      case "context":
        return nestedContext(canonical(call.event, call.named), answer.text);
      case "deny":
        return nestedDenial("PreToolUse", answer.reason);
      case "send-back":
        // A `decision` at the top is for Copilot CLI alone; here it has to stand inside.
        return {
          hookSpecificOutput: { hookEventName: "Stop", decision: "block", reason: answer.reason },
        };
    }
  },
};

function canonical(event: string, named: string): string {
  if (event === "session-start") return "SessionStart";
  return event === "prompt" ? "UserPromptSubmit" : named;
}
