import type { Place } from "../model/place.ts";
import type { Obligation, SurfaceState } from "../model/verdict.ts";

/** What a role's judgement says of one surface, before anybody's “not needed”. */
export interface Judged {
  readonly state: Exclude<SurfaceState, "not-needed">;
  readonly because: readonly Place[];
  readonly obligations: readonly Obligation[];
}

export const untouched: Judged = { state: "untouched", because: [], obligations: [] };
