import { fieldsIn, textIn } from "../fields.ts";
import { type Agent, type Common, plainCall, toolCall } from "./agent.ts";

/**
 * OpenCode has plugins instead of hooks. Ours (`lockstep connect` writes it) sends
 * `{event, sessionID, directory, tool?, args?, message?, stopHookActive?}` and throws what `deny` says.
 */
export const opencode: Agent = {
  name: "opencode",
  read(input) {
    const named = textIn(input, "event") ?? "";
    const cwd = textIn(input, "directory");
    const lastMessage = textIn(input, "message");
    const common: Common = {
      session: textIn(input, "sessionID") ?? "",
      stopHookActive: input["stopHookActive"] === true,
      ...(cwd === undefined ? {} : { cwd }),
      ...(lastMessage === undefined ? {} : { lastMessage }),
    };
    if (named === "tool.execute.before")
      return toolCall(named, common, textIn(input, "tool") ?? "", fieldsIn(input, "args") ?? {});
    if (named === "session.idle") return plainCall("stop", named, common);
    return plainCall("other", named, common);
  },
  say(answer) {
    switch (answer.is) {
      case "nothing":
      case "context":
        return undefined;
      case "deny":
        return { deny: answer.reason };
      case "send-back":
        return { sendBack: answer.reason };
    }
  },
};
