import { planTrack } from "#acts/start";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { EXIT } from "#manifest/cli";
import { plain } from "#views/plain";
import { type Handler, UsageError } from "./handler.ts";
import { openWorld } from "./judged.ts";

export const track: Handler = async (call, terminal) => {
  const [chosen, ...rest] = call.operands;
  if ((chosen !== "lite" && chosen !== "full") || rest.length > 0)
    throw new UsageError("lockstep track full | lite --reason <text>");
  const world = await openWorld(call, terminal);
  try {
    const planned = planTrack(await gather(world, createMemory()), chosen, call.options.reason ?? "");
    if ("refused" in planned) throw new UsageError(planned.refused);
    await world.perform(planned.plan);
    terminal.out.write(`${plain(planned.plan.title)}: recorded.\n`);
    return EXIT.inStep;
  } finally {
    await world.close();
  }
};
