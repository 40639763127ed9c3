import { planNotNeeded } from "#acts/not-needed";
import { check } from "#check";
import { createMemory } from "#gather/memory";
import { EXIT } from "#manifest/cli";
import { plain } from "#views/plain";
import { type Handler, UsageError } from "./handler.ts";
import { openWorld } from "./judged.ts";

export const notNeeded: Handler = async (call, terminal) => {
  const [surface, ...rest] = call.operands;
  if (surface === undefined || rest.length > 0)
    throw new UsageError("Name one surface: lockstep not-needed <surface> --reason <text>.");
  const world = await openWorld(call, terminal);
  try {
    const planned = planNotNeeded(await check(world, createMemory()), surface, call.options.reason ?? "");
    if ("refused" in planned) throw new UsageError(planned.refused);
    await world.perform(planned.plan);
    terminal.out.write(`Recorded: ${plain(planned.plan.title)}.\n`);
    return EXIT.inStep;
  } finally {
    await world.close();
  }
};
