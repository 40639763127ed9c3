import { planInitialize } from "#acts/initialize";
import { surveyRepository } from "#adapters/survey";
import { EXIT } from "#manifest/cli";
import type { Handler } from "./handler.ts";
import { UsageError } from "./handler.ts";
import { openWorld } from "./judged.ts";

export const init: Handler = async (call, terminal) => {
  const world = await openWorld(call, terminal);
  try {
    const planned = planInitialize(await surveyRepository(world));
    if ("refused" in planned) throw new UsageError(planned.refused);
    for (const { path, text } of planned.plan.files) terminal.out.write(`${path}\n\n${text}`);
    if (call.options.write) {
      await world.perform(planned.plan);
      terminal.err.write("Written.\n");
    } else {
      terminal.err.write("Nothing was written; --write writes it.\n");
    }
    return EXIT.inStep;
  } finally {
    await world.close();
  }
};
