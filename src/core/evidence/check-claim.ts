import type { CheckedClaim, Claim, ClaimState, FileClaim, SymbolClaim } from "../model/evidence.ts";
import type { Path, Place } from "../model/place.ts";
import { checkLines } from "./check-lines.ts";
import { checkRun } from "./check-run.ts";
import type { Ground } from "./ground.ts";
import { findSymbol } from "./symbols.ts";

/** How good a state is, best first: among the files that an ambiguous name can mean, the best one counts. */
const ORDER: readonly ClaimState[] = [
  "holds",
  "moved",
  "changed",
  "gone",
  "out-of-range",
  "no-line",
  "placeholder",
  "unresolved",
  "stale-run",
  "failed-run",
  "never-run",
];

/** Resolves a claim and checks it against the tree. Pure; never throws. */
export function checkClaim(claim: Claim, ground: Ground): CheckedClaim {
  switch (claim.is) {
    case "placeholder":
      return { claim, state: "placeholder", says: "stands where evidence should" };
    case "run":
      return checkRun(claim, ground);
    case "file":
      return checkFile(claim, ground);
    case "lines":
      return inEachFile(claim, ground, (path) => checkLines(claim, path, ground));
    case "symbol":
      return inEachFile(claim, ground, (path) => checkSymbol(claim, path, ground));
  }
}

function inEachFile<Kind extends Exclude<Claim, { is: "run" | "placeholder" }>>(
  claim: Kind,
  ground: Ground,
  check: (path: Path) => CheckedClaim,
): CheckedClaim {
  const candidates = ground.index.resolve(claim.path);
  if (candidates.length === 0) return unresolved(claim, ground);
  const touched = candidates.filter((path) => ground.touched.has(path));
  const [best] = [...touched, ...candidates.filter((path) => !touched.includes(path))]
    .map(check)
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  if (!best) return unresolved(claim, ground);
  return candidates.length > 1 ? { ...best, candidates } : best;
}

function unresolved(claim: Exclude<Claim, { is: "run" | "placeholder" }>, { changes }: Ground): CheckedClaim {
  const deleted = changes.some(
    ({ path, status }) => status === "deleted" && (path === claim.path || path.endsWith(`/${claim.path}`)),
  );
  return {
    claim,
    state: "unresolved",
    says: deleted ? `this change deletes ${claim.path}` : `there is no file ${claim.path}`,
  };
}

function checkFile(claim: FileClaim, ground: Ground): CheckedClaim {
  const candidates = ground.index.resolve(claim.path);
  const [path] = candidates;
  if (path === undefined && !ground.index.hasFolder(claim.path)) return unresolved(claim, ground);
  const says = path === undefined ? "names a folder; give a file and a line" : "names a file without a line";
  return { claim, state: "no-line", says, ...(candidates.length > 1 ? { candidates } : {}) };
}

function checkSymbol(claim: SymbolClaim, path: Path, ground: Ground): CheckedClaim {
  const text = ground.read(path);
  const found = text === undefined ? undefined : findSymbol(text, claim.symbol);
  if (found) {
    const place: Place = { path, line: found.line };
    const named =
      ground.index.has(claim.path) ||
      path.endsWith(claim.path.replaceAll("\\", "/").replace(/^(?:\.{0,2}\/)+/, ""));
    return named
      ? { claim, state: "holds", place, says: found.defined ? "is defined there" : "stands there" }
      : { claim, state: "moved", place, says: `the file is ${path} now` };
  }
  for (const other of ground.touched) {
    const elsewhere = other === path ? undefined : ground.read(other);
    const there = elsewhere === undefined ? undefined : findSymbol(elsewhere, claim.symbol);
    if (there?.defined) {
      return {
        claim,
        state: "moved",
        place: { path: other, line: there.line },
        says: `${claim.symbol} is in ${other} now`,
      };
    }
  }
  return { claim, state: "gone", place: { path, line: 1 }, says: `${path} has no ${claim.symbol}` };
}
