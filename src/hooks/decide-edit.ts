import { isCode, isTest, type Path, phaseDocumentAt, type Place, type Verdict } from "#core";
import { nextInPhase } from "./next-in-phase.ts";
import { currentPhase, sayAsks, sayPhase } from "#views/current-phase";
import { type Protection, protectedIn } from "./protected.ts";
import { plain } from "#views/plain";

/** The rule that finds a component of the protocol without its document. */
const MISSING_DOCUMENT = "docs/missing-for-component";

/** What an edit is judged by: the verdict on the tree with the edit in it. */
export interface EditCase {
  readonly verdict: Verdict;
  /** The files of the repository it would write. */
  readonly paths: readonly Path[];
  /** Those of them that it would bring back to what they were where the change began. */
  readonly restored: ReadonlySet<Path>;
  readonly protection: Protection;
  /** The document of a phase, for the change at hand. */
  readonly documentOf: (phase: number) => Path | undefined;
}

/** Why the edit must not be made, at most six lines; `undefined` where it may. */
export function refuseEdit(edit: EditCase): string | undefined {
  return refuseProtected(edit) ?? refuseUnreadable(edit) ?? refuseInPlan(edit) ?? refuseUndocumented(edit);
}

function refuseProtected({ paths, protection }: EditCase): string | undefined {
  for (const path of paths) {
    const because = protectedIn(path, protection);
    if (because) return sayProtected(because);
  }
  return undefined;
}

/** @param because `docs/protocol.md is the team's change protocol` */
export function sayProtected(because: string): string {
  return [
    `Lockstep: ${plain(because, 160)}; agents do not edit it.`,
    "Next: say what should change there and why, and leave it to a person.",
  ].join("\n");
}

/** A policy that cannot be read allows nothing. */
function refuseUnreadable({ verdict: { findings } }: EditCase): string | undefined {
  const broken = findings.find(({ rule, severity }) => rule.startsWith("config/") && severity === "error");
  if (!broken) return undefined;
  return [
    `Lockstep: what this change is held to cannot be read: ${plain(broken.message, 200)}`,
    `At ${at(broken.place)}.`,
    "Next: ask a person to mend it; until then nothing is edited.",
  ].join("\n");
}

function refuseInPlan({ verdict, paths, restored, documentOf }: EditCase): string | undefined {
  const current = currentPhase(verdict);
  if (!current?.phase.planOnly) return undefined;
  const wrong = paths.find(
    (path) => !restored.has(path) && phaseDocumentAt(path)?.phase !== current.phase.number,
  );
  if (wrong === undefined) return undefined;
  const asks = sayAsks(current, paths);
  return [
    `Lockstep: ${sayPhase(current)}, is current and only plans; ${plain(wrong)} is not written in it.`,
    ...(asks ? [`Its gate asks: ${asks}.`] : []),
    `Next: ${nextInPhase(current, documentOf(current.phase.number))}`,
  ].join("\n");
}

/** Where the protocol stops work for missing documentation, no code is written before a component's document is there. */
function refuseUndocumented({ verdict: { protocol, findings }, paths }: EditCase): string | undefined {
  const gate = protocol.gates.find(({ kind }) => kind === "documentation");
  const missing = findings.find(({ rule }) => rule === MISSING_DOCUMENT);
  const code = paths.find((path) => isCode(path) && !isTest(path));
  if (!gate || !missing || code === undefined) return undefined;
  return [
    `Lockstep: the protocol stops work where documentation is missing (${at(gate.place)}); ${plain(code)} is not edited yet.`,
    plain(missing.message, 240),
    "Next: write that document first, or ask the person responsible for it; then make this edit.",
  ].join("\n");
}

function at({ path, line }: Place): string {
  return `${plain(path)}:${line}`;
}
