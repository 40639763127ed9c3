import type { Verdict } from "../model/verdict.ts";
import type { Snapshot } from "../snapshot.ts";
import { wantedVerification } from "../surfaces/verification.ts";
import { deliveryCommands } from "./delivery-commands.ts";
import { type Delivery, renderDelivery, renderFinalReview, renderSelfAudit } from "./delivery.ts";
import { draftAudit, draftRubric } from "./draft.ts";
import { draftOptions } from "./probe-case.ts";
import type { ProbeCase } from "./probes/probe.ts";

/** Everything a final package, a final review and a self-audit are made of, drafted from the case. */
export function deliveryOf(snapshot: Snapshot, verdict: Verdict, facts: ProbeCase): Delivery {
  const { protocol, records, configuration, files } = snapshot;
  const options = draftOptions(snapshot, verdict);
  const state = records.changes.find(({ closed }) => closed === undefined) ?? records.changes.at(-1);
  const configured = wantedVerification(configuration?.config ?? {}, files).map(({ run }) => run);
  return {
    protocol,
    verdict,
    ...(state ? { state } : {}),
    audit: draftAudit(protocol, facts, options),
    rubric: draftRubric(protocol, facts, options),
    commands: deliveryCommands(facts.ground, configured),
  };
}

/** What can be asked for, and what it comes to: each returns that output and nothing else. */
export const DELIVERABLES = {
  "self-audit": renderSelfAudit,
  "final-review": renderFinalReview,
  delivery: renderDelivery,
} as const satisfies Record<string, (delivery: Delivery) => string>;

export type Deliverable = keyof typeof DELIVERABLES;

/** The deliverable that a protocol's own command asks for: `PHASE SELF-AUDIT`, `FINAL REVIEW REQUIRED`. */
export function deliverableOf(words: string): Deliverable | undefined {
  const name = words
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, "-");
  const known = Object.keys(DELIVERABLES).find((one) => one === name);
  if (known) return known as Deliverable;
  if (/final-review/.test(name)) return "final-review";
  return /self-audit/.test(name) ? "self-audit" : undefined;
}
