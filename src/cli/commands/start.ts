import { planStart } from "#acts/start";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { EXIT } from "#manifest/cli";
import { plain } from "#views/plain";
import { randomBytes } from "node:crypto";
import { type Handler, UsageError } from "./handler.ts";
import { openWorld } from "./judged.ts";

export const start: Handler = async (call, terminal) => {
  const { lite, reason } = call.options;
  const world = await openWorld(call, terminal);
  try {
    const head = await world.repository.head();
    const planned = planStart(await gather(world, createMemory()), {
      title: call.operands.join(" "),
      branch: head.branch,
      track: lite ? "lite" : "full",
      ...(reason === undefined ? {} : { reason }),
      day: new Date().toISOString().slice(0, 10),
      hex: randomBytes(3).toString("hex"),
    });
    if ("refused" in planned) throw new UsageError(planned.refused);
    await world.perform(planned.plan);
    const { files } = planned.plan;
    const lines = files.map(({ path }) => `  ${plain(path)}`);
    terminal.out.write(
      [
        `Started ${planned.change ?? ""}${lines.length > 0 ? "; one document a phase:" : "."}`,
        ...lines,
        "",
      ].join("\n"),
    );
    return EXIT.inStep;
  } finally {
    await world.close();
  }
};
