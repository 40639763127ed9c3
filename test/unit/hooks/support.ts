import type { GateVerdict, Verdict } from "#core";
import { checkMaps } from "../../support/maps.ts";
import { readFileSync } from "node:fs";

/** A verdict on no change at all, held to the gated phases, with these gates. */
export async function verdictWith(gates: readonly GateVerdict[]): Promise<Verdict> {
  const files = { ".lockstep/config.jsonc": '{ "protocols": ["lockstep:gated-phases"] }' };
  return { ...(await checkMaps({ before: files, after: files })), gates };
}

export const MARKER = "=== AWAITING APPROVAL — DO NOT PROCEED ===";

export function gate(phase: number, state: GateVerdict["state"], ...asks: readonly string[]): GateVerdict {
  return {
    phase,
    title: `Phase ${phase}`,
    planOnly: phase < 3,
    state,
    asks: asks.map((text) => ({
      code: text.includes("was edited") ? "code-too-early" : "section-missing",
      text,
      place: { path: text.split(" ")[0]!, line: 1 },
    })),
  };
}

/** A schema of Codex's own. */
export function codexSchema(name: string): object {
  const url = new URL(`../../fixtures/codex-schemas/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")) as object;
}
