import { EXIT } from "#manifest/cli";
import { toImpactText } from "#views/impact";
import { toImpactJson } from "#views/json";
import { paintFor } from "../terminal.ts";
import type { Handler } from "./handler.ts";
import { formatOf, judged } from "./judged.ts";

export const impact: Handler = async (call, terminal) => {
  const format = formatOf(call.options);
  const verdict = await judged(call, terminal, { ranks: "read" });
  const text =
    format === "json"
      ? `${JSON.stringify(toImpactJson(verdict, call.options.commit), null, 2)}\n`
      : toImpactText(verdict, paintFor(terminal, call.options));
  terminal.out.write(text);
  return EXIT.inStep;
};
