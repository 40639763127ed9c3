import { findMarker, isCode, type Path, type Place, type Verdict } from "#core";
import { plain } from "#views/plain";
import { currentPhase, sayPhase } from "#views/current-phase";

/** Something a turn must not end with. */
export interface Breach {
  readonly rule: "gate/marker-missing" | "gate/code-too-early" | "gate/evidence-unresolved";
  /** What is wrong, in a sentence. */
  readonly message: string;
  /** What clears it. */
  readonly next: string;
  readonly phase?: number;
  readonly place?: Place;
}

/**
 * What stands against ending the turn, the worst first.
 * @param changed the files of the change
 * @param lastMessage absent where the agent does not tell it
 */
export function breachesAtStop(
  verdict: Verdict,
  changed: readonly Path[],
  lastMessage: string | undefined,
): readonly Breach[] {
  return [...codeTooEarly(verdict, changed), ...evidence(verdict), ...marker(verdict, lastMessage)];
}

/** The reason a turn is sent back with: at most six lines. */
export function sayBreaches(breaches: readonly Breach[]): string {
  const lines = breaches.slice(0, 2).flatMap(({ message, next }) => [message, `Next: ${next}`]);
  const more = breaches.length - 2;
  return ["Lockstep: this turn cannot end yet.", ...lines, ...(more > 0 ? [`And ${more} more.`] : [])].join(
    "\n",
  );
}

/** The reason a tool call is refused with because of what happened before it. */
export function sayBefore({ message, next }: Breach): string {
  return [
    `Lockstep: ${message}`,
    `Next: ${next} Edit each file back to what it was, or ask the person whose edits they are. Then try this again.`,
  ].join("\n");
}

/** Code that changed although the phase only plans, however it was written. */
export function codeTooEarly(verdict: Verdict, changed: readonly Path[]): Breach[] {
  const current = currentPhase(verdict);
  if (!current?.phase.planOnly) return [];
  const edited = changed.filter((path) => isCode(path) && !path.startsWith(".lockstep/"));
  const [first] = edited;
  if (first === undefined) return [];
  const more = edited.length > 1 ? ` and ${edited.length - 1} more` : "";
  return [
    {
      rule: "gate/code-too-early",
      message: `${plain(first)}${more} changed in ${sayPhase(current)}, which only plans.`,
      next: `take the edits of ${listed(edited)} back; keep what they were meant to do for the plan.`,
      phase: current.phase.number,
      place: { path: first, line: 1 },
    },
  ];
}

function evidence({ findings }: Verdict): Breach[] {
  return findings
    .filter(
      ({ rule, severity }) =>
        rule.startsWith("evidence/") && (severity === "error" || severity === "warning"),
    )
    .map(({ message, place }) => ({
      rule: "gate/evidence-unresolved",
      message: `${plain(message, 200)} (${plain(place.path)}:${place.line})`,
      next: "name the file and line where it really stands, or say that it is open.",
      place,
    }));
}

function marker(verdict: Verdict, lastMessage: string | undefined): Breach[] {
  const current = currentPhase(verdict);
  const wanted = current?.phase.marker;
  if (!current || wanted === undefined || lastMessage === undefined) return [];
  const found = findMarker(lastMessage.split(/\r?\n/), wanted);
  if (found.is === "last") return [];
  const phase = current.phase.number;
  const wrong = {
    missing: "Your last message does not end with the gate's marker",
    altered: "Your last message ends with an altered marker",
    "not-last": "Something follows the marker in your last message",
  }[found.is];
  return [
    {
      rule: "gate/marker-missing",
      message: `${wrong} (${sayPhase(current)}).`,
      next: `end with this line and nothing after it: ${plain(wanted)}`,
      phase,
    },
  ];
}

function listed(paths: readonly Path[]): string {
  const some = paths.slice(0, 3).map((path) => plain(path, 100));
  return paths.length > 3 ? `${some.join(", ")}, …` : some.join(", ");
}
