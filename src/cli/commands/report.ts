import { auditCase } from "#adapters/audit-case";
import { type Deliverable, deliverableOf, DELIVERABLES, deliveryOf, judge } from "#core";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { EXIT } from "#manifest/cli";
import { toReport } from "#views/report";
import { printerFor } from "../formats.ts";
import { paintFor } from "../terminal.ts";
import { type Handler, UsageError } from "./handler.ts";
import { openWorld } from "./judged.ts";

/** The change as a document; or one of the packages a protocol asks for, and nothing else. */
export const report: Handler = async (call, terminal) => {
  const wanted = packageOf(call.operands.join(" "));
  const { format = "text", json } = call.options;
  const print = printerFor(call.options);
  const world = await openWorld(call, terminal);
  try {
    const { after } = await world.compare();
    const snapshot = await gather(world, createMemory());
    const verdict = judge(snapshot);
    if (wanted === undefined) {
      const text =
        format === "text" && !json ? toReport(verdict) : print(verdict, paintFor(terminal, call.options));
      terminal.out.write(text);
      return EXIT.inStep;
    }
    const delivery = deliveryOf(snapshot, verdict, await auditCase(after, snapshot, verdict));
    const { audit, rubric, commands } = delivery;
    terminal.out.write(
      json || format === "json"
        ? `${JSON.stringify({ version: 1, audit, rubric, commands }, null, 2)}\n`
        : DELIVERABLES[wanted](delivery),
    );
    return EXIT.inStep;
  } finally {
    await world.close();
  }
};

function packageOf(words: string): Deliverable | undefined {
  if (words === "" || words === "change") return undefined;
  const wanted = deliverableOf(words);
  if (!wanted)
    throw new UsageError(
      `There is no report “${words}”; there are: change, ${Object.keys(DELIVERABLES).join(", ")}.`,
    );
  return wanted;
}
