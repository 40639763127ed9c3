import { planComment, planRequest, planSendBack } from "#acts/gate";
import { EXIT } from "#manifest/cli";
import { toGateJson, toGateText } from "#views/gates";
import type { Planned } from "#acts/plan";
import type { Verdict } from "#core";
import { approve } from "../gate/approve.ts";
import { restore } from "../gate/restore.ts";
import { paintFor } from "../terminal.ts";
import { carryOut } from "./carry-out.ts";
import { type Handler, UsageError } from "./handler.ts";
import { formatOf, judged } from "./judged.ts";

const USAGE =
  "lockstep gate status | request <phase> | approve <phase> --key <file> | send-back <phase> --comment … | comment <phase> --comment … | restore";

/** What writes into the record and needs no key. */
const PLANS: Readonly<Record<string, (verdict: Verdict, phase: number, text: string) => Planned>> = {
  request: planRequest,
  "send-back": planSendBack,
  comment: planComment,
};

export const gate: Handler = async (call, terminal) => {
  const [act = "status", number, ...rest] = call.operands;
  if (rest.length > 0) throw new UsageError(USAGE);
  if (act === "status" && number === undefined) {
    const format = formatOf(call.options);
    const verdict = await judged(call, terminal);
    terminal.out.write(
      format === "json"
        ? `${JSON.stringify(toGateJson(verdict), null, 2)}\n`
        : toGateText(verdict, paintFor(terminal, call.options)),
    );
    return EXIT.inStep;
  }
  if (act === "restore" && number === undefined) return restore(call, terminal);
  const phase = phaseOf(number);
  if (act === "approve") return approve(call, terminal, phase);
  const plan = Object.hasOwn(PLANS, act) ? PLANS[act] : undefined;
  if (plan === undefined) throw new UsageError(USAGE);
  return carryOut(call, terminal, ({ verdict }) => plan(verdict, phase, call.options.comment ?? ""));
};

function phaseOf(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d?$/.test(text)) throw new UsageError(USAGE);
  return Number(text);
}
