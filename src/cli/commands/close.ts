import { planClose } from "#acts/close";
import { judge, presentChangeSet } from "#core";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { EXIT } from "#manifest/cli";
import { plain } from "#views/plain";
import { type Handler, UsageError } from "./handler.ts";
import { openWorld } from "./judged.ts";

export const close: Handler = async (call, terminal) => {
  if (call.operands.length > 0) throw new UsageError("close takes no words; --abandon says why.");
  const world = await openWorld(call, terminal);
  try {
    const snapshot = await gather(world, createMemory());
    const planned = planClose(judge(snapshot), presentChangeSet(snapshot), call.options.abandon);
    if ("refused" in planned) throw new UsageError(planned.refused);
    await world.perform(planned.plan);
    terminal.out.write(`${plain(planned.plan.title)}: recorded.\n`);
    return EXIT.inStep;
  } finally {
    await world.close();
  }
};
