import { planTrack } from "#acts/start";
import { carryOut } from "./carry-out.ts";
import { type Handler, UsageError } from "./handler.ts";

export const track: Handler = async (call, terminal) => {
  const [chosen, ...rest] = call.operands;
  if ((chosen !== "lite" && chosen !== "full") || rest.length > 0)
    throw new UsageError("lockstep track full | lite --reason <text>");
  return carryOut(call, terminal, ({ snapshot }) => planTrack(snapshot, chosen, call.options.reason ?? ""));
};
