import type { Impact } from "./change.ts";
import type { Finding } from "./finding.ts";
import type { Path, Place } from "./place.ts";

export type SurfaceState = "met" | "owed" | "not-needed" | "untouched";

/** What one surface still owes, and the edits because of which it is owed. */
export interface Obligation {
  /** Where to act: the document line, or the first changed line that owes. */
  readonly place: Place;
  readonly says: string;
  readonly because: readonly Place[];
}

export interface SurfaceVerdict {
  readonly id: string;
  readonly title: string;
  readonly requirement: string;
  readonly state: SurfaceState;
  /** First changed line of each edit that caused it, in path order. */
  readonly because: readonly Place[];
  /** The files of this surface that the change touched. */
  readonly files: readonly Path[];
  readonly obligations: readonly Obligation[];
  /** Why it is not needed, who said so and when; present only in that state. */
  readonly notNeeded?: { readonly reason: string; readonly who: string; readonly when: string };
}

export type GateState = "ahead" | "waiting" | "open" | "broken";

export interface GateVerdict {
  readonly phase: number;
  readonly title: string;
  readonly state: GateState;
  readonly asks: readonly string[];
}

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** No error and no warning stands, and no human gate is closed. */
  readonly inStep: boolean;
}

/** Everything Lockstep holds to be true of a change now; plain JSON. */
export interface Verdict {
  readonly change: { readonly base: string; readonly head: string };
  readonly surfaces: readonly SurfaceVerdict[];
  readonly gates: readonly GateVerdict[];
  readonly findings: readonly Finding[];
  readonly impacts: readonly Impact[];
  readonly summary: Summary;
}
