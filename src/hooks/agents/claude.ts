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

/** Claude Code: `.claude/settings.json`, plugins. */
export const claude: Agent = {
  name: "claude",
  read(input) {
    const named = textIn(input, "hook_event_name") ?? "";
    const common = commonOf(input);
    switch (named) {
      case "PreToolUse": {
        const tool = namedTool(input);
        return toolCall(named, common, tool.name, tool.input);
      }
      case "Stop":
      case "SubagentStop":
        return plainCall(named === "Stop" ? "stop" : "other", named, common);
      case "SessionStart":
        return plainCall("session-start", named, common);
      case "UserPromptSubmit":
        return plainCall("prompt", named, common);
      case "ConfigChange": {
        const settings = textIn(input, "file_path");
        const call = plainCall("config-change", named, common);
        return settings === undefined ? call : { ...call, settings };
      }
      default:
        return plainCall("other", named, common);
    }
  },
  say(answer, { named }) {
    switch (answer.is) {
      case "nothing":
        return undefined;
      case "context":
        return nestedContext(named, answer.text);
      case "deny":
        if (named === "PreToolUse") return nestedDenial(named, answer.reason);
        return { decision: "block", reason: answer.reason };
      case "send-back":
        return { decision: "block", reason: answer.reason };
    }
  },
};
