import { planClose } from "#acts/close";
import { presentChangeSet } from "#core";
import { carryOut } from "./carry-out.ts";
import { type Handler, UsageError } from "./handler.ts";

export const close: Handler = async (call, terminal) => {
  if (call.operands.length > 0) throw new UsageError("close takes no words; --abandon says why.");
  return carryOut(call, terminal, ({ snapshot, verdict }) =>
    planClose(verdict, presentChangeSet(snapshot), call.options.abandon),
  );
};
