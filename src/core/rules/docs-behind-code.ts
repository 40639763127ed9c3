import { groupBy } from "../group.ts";
import { firstChange } from "../surfaces/situation.ts";
import type { Impact } from "../model/change.ts";
import type { SurfaceVerdict } from "../model/verdict.ts";
import { sayClaim, sayFact, sayPlace } from "../wording.ts";
import type { Case, Rule, Said } from "./rule.ts";

/** Surfaces made of documents; what the others owe is said by `surface/open`. */
const DOCUMENT_ROLES: ReadonlySet<string> = new Set(["documents", "workflow", "commands"]);

export const docsBehindCode: Rule = {
  id: "surface/docs-behind-code",
  title: "Code changed and a document still says the old thing, or nothing at all.",
  help:
    "Raised once for each changed file and surface, at the file's first changed line, with the document lines that " +
    "the change made false. It clears when those lines say the new thing, when the edit is undone, or when somebody " +
    "records with a reason that the surface is not needed. Comment-only, formatting-only and local-rename edits never raise it.",
  ladder: { working: "info", gate: "warning", ci: "error" },
  *judge(facts) {
    for (const verdict of facts.verdicts) {
      const surface = facts.surfaces.find(({ id }) => id === verdict.id);
      if (!surface || !DOCUMENT_ROLES.has(surface.role)) continue;
      const byCause = groupBy(verdict.obligations, ({ because }) => because[0]?.path ?? "");
      for (const [path, obligations] of byCause) {
        const impacts = obligations.flatMap(({ impact }) => (impact ? [impact] : []));
        yield said(facts, verdict, path, impacts, obligations[0]?.says ?? "", surface.place);
      }
    }
  },
};

function said(
  { files }: Case,
  surface: SurfaceVerdict,
  path: string,
  impacts: readonly Impact[],
  otherwise: string,
  demand: Said["place"],
): Said {
  const change = files.find((file) => file.path === path);
  const place = change ? firstChange(change) : { path, line: 1 };
  const lines = impacts.map((impact) => ({ ...impact.place, says: impact.says }));
  return {
    place,
    message: message(impacts) ?? otherwise,
    surface: surface.id,
    because: [...lines, { ...demand, says: `${surface.title}: ${surface.requirement}` }],
  };
}

/** “RETRY_LIMIT is now 5 here; docs/dialer.md:3 still says 3 (and 2 more lines).” */
function message([first, ...more]: readonly Impact[]): string | undefined {
  if (!first) return undefined;
  const rest = more.length > 0 ? ` (and ${more.length} more ${more.length === 1 ? "line" : "lines"})` : "";
  return `${sayFact(first.fact)} here; ${sayPlace(first.place)} ${sayClaim(first.fact)}${rest}.`;
}
