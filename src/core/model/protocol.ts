import type { Finding } from "./finding.ts";
import type { Place } from "./place.ts";

/** A named part of the repository that has to move with the others. */
export interface ProtocolSurface {
  /** The title as a slug: `backend-logic`. */
  readonly id: string;
  readonly title: string;
  readonly requirement: string;
  readonly place: Place;
}

/** A change type that needs extra care, and what it needs. */
export interface ProtocolRisk {
  readonly id: string;
  readonly title: string;
  readonly requirement: string;
  readonly place: Place;
}

export interface ProtocolTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly place: Place;
}

/** Something a phase document must contain. */
export interface ProtocolSection {
  /** What to look for as a heading or bold label: `Dependencies`. */
  readonly title: string;
  /** The bullet or heading that asks for it, as written. */
  readonly text: string;
  readonly place: Place;
}

/** How many bullets a list must have: "5–10 bullet plan". */
export interface BulletBound {
  readonly title: string;
  readonly min: number;
  readonly max: number;
  readonly place: Place;
}

export interface ProtocolPhase {
  readonly number: number;
  readonly title: string;
  /** What the phase is for, where the protocol says so. */
  readonly purpose?: string;
  /** The exact marker that must close the phase, dashes repaired; absent where the phase has no gate. */
  readonly marker?: string;
  /** What the phase document must contain, from the bullets and headings that stand under the phase. */
  readonly sections: readonly ProtocolSection[];
  readonly tables: readonly ProtocolTable[];
  readonly bullets: readonly BulletBound[];
  /** Only questions or plans belong here: editing code while it is current breaks the protocol. */
  readonly planOnly: boolean;
  /** The heading and everything that stands under it. */
  readonly place: Place;
}

/** One step of an ordered sequence; `sequence` is the heading the sequence stands under. */
export interface ProtocolStep {
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly sequence: string;
  readonly place: Place;
}

export interface ProtocolText {
  readonly text: string;
  readonly place: Place;
}

/**
 * What stops the work: a missing document, an approval a person has not given, or a question nobody
 * has answered.
 */
export interface ProtocolGate {
  readonly kind: "documentation" | "approval" | "clarification";
  readonly text: string;
  /** The phase it stands in or closes. */
  readonly phase?: number;
  readonly place: Place;
}

/** How work has to be done, whatever it changes. */
export type DemandKind = "review" | "audit-trail" | "tests" | "rollback" | "assumptions" | "small-steps";

export interface ProtocolDemand {
  readonly kind: DemandKind;
  readonly text: string;
  readonly place: Place;
}

export interface ProtocolComponent {
  readonly component: string;
  readonly role: string;
  readonly why: string;
  readonly place: Place;
}

export interface ProtocolMandate {
  readonly area: string;
  readonly mandate: string;
  readonly place: Place;
}

/** The schema of the audit log: the names every entry carries. */
export interface ProtocolLog {
  readonly fields: readonly string[];
  /** The counts that have to be logged and compared. */
  readonly counts: readonly string[];
  /** What follows from comparing them, as written. */
  readonly countRule?: string;
  readonly place: Place;
}

/** An upper-case command that re-triggers a check, and what it must put out. */
export interface ProtocolCommand {
  readonly name: string;
  readonly outputs: readonly string[];
  readonly place: Place;
}

/** What a team demands of a change, compiled from its Markdown. Every part knows its place. */
export interface Protocol {
  readonly title: string;
  readonly surfaces: readonly ProtocolSurface[];
  readonly risks: readonly ProtocolRisk[];
  readonly phases: readonly ProtocolPhase[];
  readonly steps: readonly ProtocolStep[];
  readonly checklist: readonly ProtocolText[];
  readonly audit: readonly { readonly item: string; readonly place: Place }[];
  /** The self-audit table as the team wrote it, for scaffolding. */
  readonly auditTable?: ProtocolTable;
  readonly rubric: readonly {
    readonly criterion: string;
    readonly description: string;
    readonly place: Place;
  }[];
  readonly rubricTable?: ProtocolTable;
  readonly components: readonly ProtocolComponent[];
  readonly mandates: readonly ProtocolMandate[];
  readonly commands: readonly ProtocolCommand[];
  /** What every assumption must carry: rationale, risk if wrong, proposed test. */
  readonly assumptionFields: readonly string[];
  /** The bullets of the assumption policy. */
  readonly assumptionPolicy: readonly ProtocolText[];
  readonly log?: ProtocolLog;
  /** The markers every changed file's trace block must carry, in order: `[FILE] [WHY] [DIFF]`. */
  readonly trace?: { readonly fields: readonly string[]; readonly place: Place };
  /** Where failing items must be listed, and with what: KNOWN GAPS, owner and ETA. */
  readonly gaps?: { readonly title: string; readonly fields: readonly string[]; readonly place: Place };
  readonly gates: readonly ProtocolGate[];
  readonly demands: readonly ProtocolDemand[];
  /**
   * Rules and warnings in the team's own words: "Never merge undocumented changes". A rule that is no
   * gate and no demand is advisory too.
   */
  readonly rules: readonly ProtocolText[];
  /** What Lockstep cannot enforce, sentence by sentence and bullet by bullet: shown, never dropped. */
  readonly advisory: readonly ProtocolText[];
  /** What is wrong with the protocol document itself. */
  readonly findings: readonly Finding[];
}
