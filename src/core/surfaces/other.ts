import type { BoundSurface } from "./bind.ts";
import { type Judged, untouched } from "./judged.ts";
import { firstChange, type Situation } from "./situation.ts";

/** A surface of no known kind: owed when its configured causes changed and none of its own files did. */
export function judgeOther({ behaviour, files }: Situation, surface: BoundSurface): Judged {
  const causes = behaviour.filter(({ path }) => surface.causes(path));
  const moved = files.filter(({ path }) => surface.holds(path));
  const because = causes.map(firstChange);
  if (moved.length > 0) return { state: "met", because, obligations: [] };
  if (causes.length === 0) return untouched;
  const obligations = causes.map((change) => {
    const place = firstChange(change);
    return { place, says: `${change.path} changed and nothing in “${surface.title}” did.`, because: [place] };
  });
  return { state: "owed", because, obligations };
}
