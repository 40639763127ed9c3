import { planStillTrue } from "#acts/still-true";
import { check } from "#check";
import { createMemory } from "#gather/memory";
import { EXIT } from "#manifest/cli";
import { plain } from "#views/plain";
import { type Handler, UsageError } from "./handler.ts";
import { openWorld } from "./judged.ts";

export const stillTrue: Handler = async (call, terminal) => {
  const [where, ...rest] = call.operands;
  const named = /^(.+):(\d{1,7})$/.exec(where ?? "");
  if (!named || rest.length > 0)
    throw new UsageError("Name one line: lockstep still-true <path:line> --reason <text>.");
  const place = { path: named[1] ?? "", line: Number(named[2]) };
  const world = await openWorld(call, terminal);
  try {
    const planned = planStillTrue(await check(world, createMemory()), place, call.options.reason ?? "");
    if ("refused" in planned) throw new UsageError(planned.refused);
    await world.perform(planned.plan);
    terminal.out.write(`Recorded: ${plain(planned.plan.title)}.\n`);
    return EXIT.inStep;
  } finally {
    await world.close();
  }
};
