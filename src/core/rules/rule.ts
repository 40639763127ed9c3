import type { Because, Fix, Severity } from "../model/finding.ts";
import type { Place } from "../model/place.ts";
import type { GateVerdict, RiskVerdict, SurfaceVerdict } from "../model/verdict.ts";
import type { Stage } from "../snapshot.ts";
import type { Situation } from "../surfaces/situation.ts";

/** What a rule sees: the change, thought through, and the state of every surface. */
export interface Case extends Situation {
  readonly verdicts: readonly SurfaceVerdict[];
  /** The high-risk change types it touches. */
  readonly risks: readonly RiskVerdict[];
}

/** What a rule about gates sees besides: they are judged after everything else. */
export interface GateCase extends Case {
  readonly gates: readonly GateVerdict[];
}

/** One thing a rule found, before its severity is known. */
export interface Said {
  readonly message: string;
  readonly place: Place;
  readonly because?: readonly Because[];
  readonly surface?: string;
  readonly fixes?: readonly Fix[];
}

/** What is said about a rule, whatever it looks at. */
export type RuleFacts = Omit<Rule, "judge">;

/**
 * One rule, one file. `ladder` gives its severity by stage; where a stage is left out the rule is
 * silent there and only the tree shows the state.
 */
export interface Rule<Facts = Case> {
  readonly id: string;
  /** One line: what it finds. */
  readonly title: string;
  /** A paragraph for `lockstep explain` and docs/rules.md: when it speaks, what clears it. */
  readonly help: string;
  readonly ladder: Partial<Record<Stage, Severity>>;
  judge(facts: Facts): Iterable<Said>;
}

export type GateRule = Rule<GateCase>;
