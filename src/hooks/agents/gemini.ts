import { textIn } from "../fields.ts";
import { type Agent, commonOf, namedTool, nestedContext, plainCall, toolCall } from "./agent.ts";

/** Gemini CLI: its own names of events, `{decision:"deny"}` for all of them. */
export const gemini: Agent = {
  name: "gemini",
  read(input) {
    const named = textIn(input, "hook_event_name") ?? "";
    const common = commonOf(input);
    switch (named) {
      case "BeforeTool": {
        const tool = namedTool(input);
        return toolCall(named, common, tool.name, tool.input);
      }
      case "AfterAgent": {
        const lastMessage = textIn(input, "prompt_response");
        const call = plainCall("stop", named, common);
        return lastMessage === undefined ? call : { ...call, lastMessage };
      }
      case "SessionStart":
        return plainCall("session-start", named, common);
      case "BeforeAgent":
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
        return nestedContext(named, answer.text);
      case "deny":
      case "send-back":
        return { decision: "deny", reason: answer.reason };
    }
  },
};
