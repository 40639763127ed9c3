import type { ChangeState } from "../ledger/fold.ts";
import type { Protocol } from "../model/protocol.ts";
import type { RunVerdict, Verdict } from "../model/verdict.ts";
import { sayObligation, sayPlace } from "../wording.ts";
import type { Draft } from "./draft.ts";
import { cell, renderBoth } from "./render.ts";

/** A command that reproduces a part of the delivery. */
export interface DeliveryCommand {
  readonly run: string;
  /** Where it was found: `package.json`, the README's line. */
  readonly from: string;
}

/** Everything the final package is made of. */
export interface Delivery {
  readonly protocol: Protocol;
  readonly verdict: Verdict;
  /** The folded ledger of the change; absent where none was started. */
  readonly state?: ChangeState;
  readonly audit: Draft;
  readonly rubric: Draft;
  readonly commands: {
    readonly run: readonly DeliveryCommand[];
    readonly migrate: readonly DeliveryCommand[];
    readonly verify: readonly DeliveryCommand[];
  };
}

/**
 * The final delivery package: decisions, confirmed assumptions, risks, remaining TODOs, and how to run,
 * migrate and verify it again. Markdown; ends with a newline.
 */
export function renderDelivery(delivery: Delivery): string {
  const { verdict, state, commands } = delivery;
  return [
    `# Final Delivery Package${state ? `: ${line(state.title)}` : ""}`,
    "",
    `Compared: ${line(verdict.change.base)} → ${line(verdict.change.head)}`,
    "",
    ...section("Decisions", decisions(delivery)),
    ...section(
      "Confirmed assumptions",
      (state?.assumptions ?? [])
        .filter(({ state: is }) => is === "confirmed")
        .map(({ text, rationale }) => `${line(text)} (${line(rationale)})`),
    ),
    ...section("Risks", risks(delivery)),
    ...section("Remaining TODOs", todos(delivery)),
    ...section("Verified", verdict.runs.map(sayRan)),
    "## Run / Migrate / Verify",
    "",
    ...steps("Run", commands.run),
    ...steps("Migrate", commands.migrate),
    ...steps("Verify", commands.verify),
    renderBoth(delivery.audit, delivery.rubric, delivery.protocol),
  ].join("\n");
}

/** What `FINAL REVIEW REQUIRED` asks for: self-audit, rubric, remaining TODOs, and nothing else. */
export function renderFinalReview(
  delivery: Pick<Delivery, "audit" | "rubric" | "protocol" | "verdict" | "state">,
): string {
  return [
    renderBoth(delivery.audit, delivery.rubric, delivery.protocol),
    ...section("Remaining TODOs", todos(delivery)),
  ].join("\n");
}

/** What `PHASE SELF-AUDIT` asks for: all items with result and evidence. */
export function renderSelfAudit(delivery: Pick<Delivery, "audit" | "rubric" | "protocol">): string {
  return renderBoth(delivery.audit, delivery.rubric, delivery.protocol);
}

function decisions({ verdict, state }: Delivery): string[] {
  return [
    ...(state?.notNeeded ?? []).map(
      ({ surface, reason, by }) => `${line(surface)} is not needed: ${line(reason)} (${line(by.name)})`,
    ),
    ...(state?.stillTrue ?? []).map(
      ({ place, reason, by }) => `${sayPlace(place)} stays true: ${line(reason)} (${line(by.name)})`,
    ),
    ...(state?.approvals ?? [])
      .filter(({ revoked, sentBack }) => !revoked && !sentBack)
      .map(({ event }) => `${line(event.data.gate)} was approved by ${line(event.actor.name)}`),
    ...(state
      ? []
      : verdict.surfaces.flatMap(({ title, notNeeded }) =>
          notNeeded
            ? [`${line(title)} is not needed: ${line(notNeeded.reason)} (${line(notNeeded.who)})`]
            : [],
        )),
  ];
}

/** So many places of one risk are named. */
const RISK_PLACES = 3;

function risks({ state, verdict }: Delivery): string[] {
  const open = (state?.assumptions ?? []).filter(({ state: is }) => is !== "confirmed");
  return [
    ...verdict.risks.map(({ title, requirement, because, says }) => {
      const places = because.slice(0, RISK_PLACES).map((place) => sayPlace(place));
      return `${line(title)} (${places.join(", ")}): ${line(requirement).replace(/\.$/, "")} – ${line(says.join("; "))}`;
    }),
    ...open.map(({ text, risk, state: is }) => `${line(text)} – ${is}; if wrong: ${line(risk)}`),
    ...(state?.violations ?? []).map(({ message }) => line(message)),
    ...verdict.findings
      .filter(({ severity, rule }) => severity === "error" && !rule.startsWith("surface/"))
      .slice(0, 20)
      .map(({ message, place }) => `${line(message)} (${sayPlace(place)})`),
  ];
}

function todos({
  verdict,
  state,
  audit,
  rubric,
}: Pick<Delivery, "verdict" | "state" | "audit" | "rubric">): string[] {
  const owed = verdict.surfaces.flatMap(({ title, state: is, obligations }) =>
    is === "owed"
      ? [`${line(title)}: ${firstOf(obligations.map((one) => sayObligation(one))) || "owed"}`]
      : [],
  );
  const gates = verdict.gates.flatMap(({ phase, title, state: is, asks }) =>
    is === "waiting" || is === "broken"
      ? [`Gate ${phase} ${line(title)} is ${is}: ${firstOf(asks.map(({ text }) => text))}`]
      : [],
  );
  const rows = [...audit.rows, ...rubric.rows]
    .filter(({ result }) => result === "Open" || result === "Fail")
    .map(
      ({ item, result, followUp }) => `${line(item)} is ${result}${followUp ? `: ${line(followUp)}` : ""}`,
    );
  const gaps = (state?.gaps ?? []).map(
    ({ item, owner, eta }) => `${line(item)} – ${line(owner)}, ${line(eta)}`,
  );
  return [...new Set([...owed, ...gates, ...rows, ...gaps])];
}

/** A command with what its record is worth now. */
function sayRan({ command, state, says, tests }: RunVerdict): string {
  const counted = tests ? `, ${tests.passed} passed, ${tests.failed} failed` : "";
  return `\`${line(command.replaceAll("`", "'"))}\` – ${state === "no-result" ? "no result" : state}: ${says}${counted}`;
}

/** The first of several texts, and how many more there are. */
function firstOf([first = "", ...rest]: readonly string[]): string {
  return `${line(first)}${rest.length > 0 ? ` (and ${rest.length} more)` : ""}`;
}

function section(title: string, items: readonly string[]): string[] {
  return [`## ${title}`, "", ...(items.length > 0 ? items.map((item) => `- ${item}`) : ["None."]), ""];
}

function steps(title: string, commands: readonly DeliveryCommand[]): string[] {
  if (commands.length === 0) return [`### ${title}`, "", "Nothing to do.", ""];
  const fence = "`".repeat(
    Math.max(
      3,
      ...commands.map(({ run }) => Math.max(0, ...(run.match(/`+/g) ?? []).map((ticks) => ticks.length)) + 1),
    ),
  );
  return [
    `### ${title}`,
    "",
    `${fence}sh`,
    ...commands.map(({ run, from }) => `${run.replaceAll("\n", " ")}  # ${from}`),
    fence,
    "",
  ];
}

/** A text on one line, that begins no other Markdown block. */
function line(text: string): string {
  return cell(text).replaceAll("<", "&lt;");
}
