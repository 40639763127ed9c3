import { EXIT } from "#manifest/cli";
import { nextStep } from "#views/next-step";
import { plain } from "#views/plain";
import type { Handler } from "./handler.ts";
import { formatOf, judged } from "./judged.ts";

export const next: Handler = async (call, terminal) => {
  const format = formatOf(call.options);
  const step = nextStep(await judged(call, terminal));
  if (format === "json") {
    terminal.out.write(`${JSON.stringify({ version: 1, next: step ?? null }, null, 2)}\n`);
  } else {
    const text = step
      ? `${plain(step.title)}: ${plain(step.says, 400)}\n${plain(step.place.path)}:${step.place.line}\n`
      : "Nothing to do.\n";
    terminal.out.write(text);
  }
  return EXIT.inStep;
};
