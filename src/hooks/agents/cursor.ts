import { type Fields, listIn, textIn } from "../fields.ts";
import { type Agent, type Common, namedTool, plainCall, toolCall, usedTool } from "./agent.ts";

/** Cursor: `.cursor/hooks.json`. After its documentation; never run here. */
export const cursor: Agent = {
  name: "cursor",
  read(input) {
    const named = textIn(input, "hook_event_name") ?? "";
    const common = ofCursor(input);
    switch (named) {
      case "preToolUse": {
        const tool = namedTool(input);
        return toolCall(named, common, tool.name, tool.input);
      }
      case "beforeShellExecution":
        return usedTool(named, common, { edits: [], command: textIn(input, "command") ?? "" });
      case "stop":
        return plainCall("stop", named, common);
      case "sessionStart":
        return plainCall("session-start", named, common);
      default:
        return plainCall("other", named, common);
    }
  },
  say(answer, { named }) {
    switch (answer.is) {
      case "nothing":
        return undefined;
      case "context":
        return named === "sessionStart" ? { additional_context: answer.text } : undefined;
      case "deny":
        return { permission: "deny", user_message: firstLine(answer.reason), agent_message: answer.reason };
      case "send-back":
        return { followup_message: answer.reason };
    }
  },
};

function ofCursor(input: Fields): Common {
  const [root] = listIn(input, "workspace_roots") ?? [];
  const cwd = textIn(input, "cwd") || (typeof root === "string" ? root : undefined);
  const transcript = textIn(input, "transcript_path");
  const lastMessage = textIn(input, "last_assistant_message", "text");
  const loops = input["loop_count"];
  return {
    session: textIn(input, "conversation_id") ?? "",
    stopHookActive: typeof loops === "number" && loops > 0,
    ...(cwd === undefined ? {} : { cwd }),
    ...(transcript === undefined ? {} : { transcript }),
    ...(lastMessage === undefined ? {} : { lastMessage }),
  };
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0]!;
}
