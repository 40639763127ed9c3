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

/** OpenAI Codex. Its answers are held to closed schemas: one key too many, or no reason, and a denial is an approval. */
export const codex: Agent = {
  name: "codex",
  read(input) {
    const named = textIn(input, "hook_event_name") ?? "";
    const common = commonOf(input);
    switch (named) {
      case "PreToolUse":
      case "PermissionRequest": {
        const tool = namedTool(input);
        return toolCall(named, common, tool.name, tool.input);
      }
      case "Stop":
        return plainCall("stop", named, common);
      case "SessionStart":
        return plainCall("session-start", named, common);
      case "UserPromptSubmit":
        return plainCall("prompt", named, common);
      default:
        return plainCall("other", named, common);
    }
  },
  say(answer, { named }) {
    switch (answer.is) {
      case "nothing":
        return undefined;
      case "context":
        // Codex cuts longer contexts itself, in the middle of whatever stands there.
        return nestedContext(named, answer.text.slice(0, 9_000));
      case "deny":
        if (named === "PermissionRequest") {
          const decision = { behavior: "deny", message: answer.reason };
          return { hookSpecificOutput: { hookEventName: named, decision } };
        }
        return nestedDenial(named, answer.reason);
      case "send-back":
        return { decision: "block", reason: answer.reason };
    }
  },
};
