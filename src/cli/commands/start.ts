import { planStart } from "#acts/start";
import { plain } from "#views/plain";
import { randomBytes } from "node:crypto";
import { carryOut } from "./carry-out.ts";
import type { Handler } from "./handler.ts";

export const start: Handler = async (call, terminal) => {
  const { lite, reason } = call.options;
  return carryOut(
    call,
    terminal,
    async ({ world, snapshot }) =>
      planStart(snapshot, {
        title: call.operands.join(" "),
        branch: (await world.repository.head()).branch,
        track: lite ? "lite" : "full",
        ...(reason === undefined ? {} : { reason }),
        day: new Date().toISOString().slice(0, 10),
        hex: randomBytes(3).toString("hex"),
      }),
    ({ files, records }) => {
      const change = records.map((record) => ("change" in record ? record.change : undefined))[0] ?? "";
      const lines = files.map(({ path }) => `  ${plain(path)}`);
      const head = `Started ${change}${lines.length > 0 ? "; one document a phase:" : "."}`;
      return [head, ...lines, ""].join("\n");
    },
  );
};
