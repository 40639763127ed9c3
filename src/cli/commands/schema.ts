import { configSchema } from "#core";
import { EXIT } from "#manifest/cli";
import { protocolReportSchema, reportSchema } from "#manifest/report-schema";
import { type Handler, UsageError } from "./handler.ts";

const SCHEMAS: ReadonlyMap<string, () => object> = new Map([
  ["check", reportSchema],
  ["config", configSchema],
  ["protocol", protocolReportSchema],
]);

export const schema: Handler = async (call, terminal) => {
  const [which = "check"] = call.operands;
  const make = SCHEMAS.get(which);
  if (!make) {
    throw new UsageError(`There is no schema “${which}”; there are: ${[...SCHEMAS.keys()].join(", ")}.`);
  }
  terminal.out.write(`${JSON.stringify(make(), null, 2)}\n`);
  return EXIT.inStep;
};
