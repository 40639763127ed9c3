import { EXIT } from "#manifest/cli";
import { toJson } from "#views/json";
import { toStatusText } from "#views/text";
import { paintFor } from "../terminal.ts";
import type { Handler } from "./handler.ts";
import { formatOf, judged } from "./judged.ts";

export const status: Handler = async (call, terminal) => {
  const format = formatOf(call.options);
  const verdict = await judged(call, terminal);
  const paint = paintFor(terminal, call.options);
  terminal.out.write(
    format === "json" ? `${JSON.stringify(toJson(verdict), null, 2)}\n` : toStatusText(verdict, paint),
  );
  return EXIT.inStep;
};
