import { planNotNeeded } from "#acts/not-needed";
import { plain } from "#views/plain";
import { carryOut } from "./carry-out.ts";
import { type Handler, UsageError } from "./handler.ts";

export const notNeeded: Handler = async (call, terminal) => {
  const [surface, ...rest] = call.operands;
  if (surface === undefined || rest.length > 0)
    throw new UsageError("Name one surface: lockstep not-needed <surface> --reason <text>.");
  return carryOut(
    call,
    terminal,
    ({ verdict }) => planNotNeeded(verdict, surface, call.options.reason ?? ""),
    ({ title }) => `Recorded: ${plain(title)}.\n`,
  );
};
