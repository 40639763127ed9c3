import { RULES } from "#core";
import { EXIT } from "#manifest/cli";
import { type Handler, UsageError } from "./handler.ts";
import { formatOf } from "./judged.ts";

export const explain: Handler = async (call, terminal) => {
  const [id] = call.operands;
  const ids = RULES.map((rule) => rule.id).join(", ");
  if (id === undefined) throw new UsageError(`Name a rule: ${ids}.`);
  const rule = RULES.find((one) => one.id === id);
  if (!rule) throw new UsageError(`There is no rule “${id}”; there are: ${ids}.`);
  const { title, help, ladder } = rule;
  const severities = `while working: ${ladder.working ?? "silent"} · at a gate: ${ladder.gate ?? "silent"} · in CI: ${ladder.ci ?? "silent"}`;
  const text =
    formatOf(call.options) === "json"
      ? JSON.stringify({ version: 1, id, title, help, ladder }, null, 2)
      : [id, title, "", help, "", severities].join("\n");
  terminal.out.write(`${text}\n`);
  return EXIT.inStep;
};
