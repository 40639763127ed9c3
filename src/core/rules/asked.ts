import type { AskCode } from "../ledger/ask.ts";
import type { Fix } from "../model/finding.ts";
import type { GateVerdict } from "../model/verdict.ts";
import type { GateCase, Said } from "./rule.ts";

/** What the gates that stand closed ask for, of some kinds, each at its place and once. */
export function* asked(
  { gates }: Pick<GateCase, "gates">,
  codes: readonly AskCode[],
  fixesOf: (gate: GateVerdict, line: number) => readonly Fix[] = () => [],
): Iterable<Said> {
  for (const gate of gates) {
    for (const { code, text, place } of gate.asks) {
      if (!codes.includes(code)) continue;
      const fixes = fixesOf(gate, place.line);
      yield {
        message: `${text}.`.replace(/([.!?…])\.$/, "$1"),
        place,
        ...(fixes.length > 0 ? { fixes } : {}),
      };
    }
  }
}
