import { planStillTrue } from "#acts/still-true";
import { plain } from "#views/plain";
import { carryOut } from "./carry-out.ts";
import { type Handler, UsageError } from "./handler.ts";

export const stillTrue: Handler = async (call, terminal) => {
  const [where, ...rest] = call.operands;
  const named = /^(.+):(\d{1,7})$/.exec(where ?? "");
  if (!named || rest.length > 0)
    throw new UsageError("Name one line: lockstep still-true <path:line> --reason <text>.");
  const place = { path: named[1] ?? "", line: Number(named[2]) };
  return carryOut(
    call,
    terminal,
    ({ verdict }) => planStillTrue(verdict, place, call.options.reason ?? ""),
    ({ title }) => `Recorded: ${plain(title)}.\n`,
  );
};
