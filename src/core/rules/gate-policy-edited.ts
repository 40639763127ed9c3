import type { GateRule } from "./rule.ts";

export const policyEdited: GateRule = {
  id: "gate/policy-edited",
  title: "The change edits what changes are held to.",
  help:
    "Configuration, protocols and allowed signers are read from where the change began: an edit of them holds from the " +
    "next change on. This says so; it is no fault.",
  ladder: { working: "info", gate: "info", ci: "info" },
  *judge({ policy }) {
    // Without phases there is no gate that could be held to anything.
    for (const path of policy.protocol.phases.length > 0 ? policy.edited : []) {
      yield {
        message: `${path} is edited here; the gates of this change are held to it as it was before.`,
        place: { path, line: 1 },
      };
    }
  },
};
