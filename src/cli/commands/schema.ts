import { configSchema } from "#core";
import { EXIT } from "#manifest/cli";
import { reportSchema } from "#manifest/report-schema";
import { type Handler, UsageError } from "./handler.ts";

export const schema: Handler = async (call, terminal) => {
  const [which = "check"] = call.operands;
  if (which !== "check" && which !== "config")
    throw new UsageError(`There is no schema “${which}”; there are: check, config.`);
  const json = which === "config" ? configSchema() : reportSchema();
  terminal.out.write(`${JSON.stringify(json, null, 2)}\n`);
  return EXIT.inStep;
};
