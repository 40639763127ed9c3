import { planAssumption, planDecision, shortId } from "#acts/assumptions";
import type { Planned } from "#acts/plan";
import type { EventPlace, Verdict } from "#core";
import { EXIT } from "#manifest/cli";
import { plain } from "#views/plain";
import type { Call } from "../arguments.ts";
import { carryOut } from "./carry-out.ts";
import { type Handler, UsageError } from "./handler.ts";
import { formatOf, judged } from "./judged.ts";

const USAGE =
  "lockstep assume add <text> --rationale … --risk … --test … | confirm <id> | reject <id> --reason … | list";

export const assume: Handler = async (call, terminal) => {
  const [act = "list", ...operands] = call.operands;
  if (act === "list") {
    const format = formatOf(call.options);
    terminal.out.write(listOf(await judged(call, terminal), format));
    return EXIT.inStep;
  }
  return carryOut(call, terminal, ({ verdict }) => plannedFor(act, operands, call, verdict));
};

function plannedFor(act: string, operands: readonly string[], { options }: Call, verdict: Verdict): Planned {
  const [id] = operands;
  if (act === "add") {
    const place = options.at === undefined ? undefined : placeOf(options.at);
    return planAssumption(verdict, {
      text: operands.join(" "),
      rationale: options.rationale ?? "",
      risk: options.risk ?? "",
      proposedTest: options.test ?? "",
      ...(place ? { place } : {}),
      ...(options.hidden ? { hidden: true } : {}),
    });
  }
  if ((act === "confirm" || act === "reject") && id !== undefined && operands.length === 1)
    return planDecision(verdict, act, id, options.reason ?? "");
  throw new UsageError(USAGE);
}

function listOf({ record }: Verdict, format: "text" | "json"): string {
  const assumptions = record?.assumptions ?? [];
  if (format === "json") {
    const rows = assumptions.map(({ id, text, rationale, risk, proposedTest, place, state, hidden, by }) => ({
      id,
      text,
      rationale,
      risk,
      proposedTest,
      ...(place ? { place } : {}),
      state,
      hidden: hidden === true,
      by: by.name,
    }));
    return `${JSON.stringify({ version: 1, change: record?.id ?? null, assumptions: rows }, null, 2)}\n`;
  }
  if (assumptions.length === 0) return "No assumption is listed.\n";
  return assumptions
    .map((one) => `${shortId(one)}  ${one.state.padEnd(9)}  ${plain(one.text, 200)}\n`)
    .join("");
}

function placeOf(text: string): EventPlace {
  const found = /^(.+):(\d{1,7})(?:-(\d{1,7}))?$/.exec(text);
  if (!found) throw new UsageError("--at takes path:line or path:line-line.");
  const [, path, line, endLine] = found;
  return { path: path!, line: Number(line), ...(endLine === undefined ? {} : { endLine: Number(endLine) }) };
}
