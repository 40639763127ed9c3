import type { SurfaceRole } from "../config/schema.ts";
import { uniqueBy } from "../group.ts";
import type { SurfaceVerdict } from "../model/verdict.ts";
import { sayPlace } from "../wording.ts";
import type { BoundSurface } from "./bind.ts";
import { judgeCode } from "./code.ts";
import { judgeCommands } from "./commands.ts";
import { judgeDocuments } from "./document-like.ts";
import type { Judged } from "./judged.ts";
import { coversOf, holdsStill } from "./not-needed.ts";
import { judgeOther } from "./other.ts";
import { judgeRepository } from "./repository.ts";
import type { Situation } from "./situation.ts";
import { judgeVerification } from "./verification.ts";

const JUDGES = {
  code: judgeCode,
  repository: judgeRepository,
  documents: judgeDocuments,
  commands: judgeCommands,
  workflow: judgeDocuments,
  verification: judgeVerification,
  other: judgeOther,
} as const satisfies Record<SurfaceRole, (situation: Situation, surface: BoundSurface) => Judged>;

/** Every surface of the protocol with its state, in the protocol's order. */
export function judgeSurfaces(situation: Situation): SurfaceVerdict[] {
  return situation.surfaces.map((surface) => {
    const judged = JUDGES[surface.role](situation, surface);
    const shared = {
      id: surface.id,
      role: surface.role,
      title: surface.title,
      requirement: surface.requirement,
      because: uniqueBy(judged.because, sayPlace),
      files: situation.files.map(({ path }) => path).filter((path) => surface.holds(path)),
    };
    const covers = coversOf(situation, judged.obligations);
    const decision = judged.state === "owed" ? holdsStill(situation, surface.id, covers) : undefined;
    if (!decision) return { ...shared, state: judged.state, obligations: judged.obligations, covers };
    const { reason, who, when } = decision;
    return { ...shared, state: "not-needed", obligations: [], covers, notNeeded: { reason, who, when } };
  });
}
