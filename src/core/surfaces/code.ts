import type { BoundSurface } from "./bind.ts";
import { type Judged, untouched } from "./judged.ts";
import { firstChange, type Situation } from "./situation.ts";

/** Code causes what the other surfaces owe and owes nothing itself: met as soon as its behaviour changed. */
export function judgeCode({ behaviour }: Situation, surface: BoundSurface): Judged {
  const changed = behaviour.filter(({ path }) => surface.holds(path));
  if (changed.length === 0) return untouched;
  return { state: "met", because: changed.map(firstChange), obligations: [] };
}
