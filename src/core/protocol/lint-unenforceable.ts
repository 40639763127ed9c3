import type { Finding } from "../model/finding.ts";
import type { Linted } from "./linted.ts";
import { isNormative } from "./words.ts";

const SHOWN = 80;

/** Sentences that demand something nobody can hold the change to: a hint each, so that no one counts on them. */
export function lintUnenforceable({ protocol }: Linted): Finding[] {
  return protocol.advisory
    .filter(({ text }) => isNormative(text))
    .map(({ text, place }) => ({
      rule: "protocol/unenforceable",
      severity: "hint",
      message: `“${text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text}” asks for something Lockstep cannot check; it is shown as advice.`,
      place,
      because: [],
    }));
}
