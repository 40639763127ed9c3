import type { CheckedClaim, KnownRun, RunClaim } from "../model/evidence.ts";
import type { Ground } from "./ground.ts";
import { isPass, sayGapOf } from "./known-runs.ts";
import { sayHere } from "./passes.ts";

/** Checks a claimed run against what Lockstep's own runner recorded; nobody's word counts. */
export function checkRun(
  claim: RunClaim,
  { runs = [], missed = [], treeDigest }: Pick<Ground, "runs" | "missed" | "treeDigest">,
): CheckedClaim {
  const matching = runs.filter((run) => isRunOf(run, claim.command));
  const here = matching.findLast((run) => run.treeDigest === treeDigest);
  if (!here) {
    const earlier = matching.at(-1);
    const gap = missed.findLast((run) => run.treeDigest === treeDigest && isRunOf(run, claim.command));
    const but = gap ? `; on this tree, ${sayGapOf(gap.gap)}` : "";
    if (earlier)
      return { claim, state: "stale-run", says: `it last ran on another tree (exit ${earlier.exit})${but}` };
    return {
      claim,
      state: "never-run",
      says: gap ? `it has no result: ${sayGapOf(gap.gap)}` : "no run of it is recorded",
    };
  }
  const contradiction = contradicts(here, claim);
  return contradiction === undefined
    ? { claim, state: "holds", says: `ran on this tree, exit ${here.exit}` }
    : { claim, state: "failed-run", says: contradiction };
}

/** What the record says against a claim; a failure that is claimed as a failure is no contradiction. */
function contradicts(run: KnownRun, claim: RunClaim): string | undefined {
  const claimsFailure = (claim.exit !== undefined && claim.exit !== 0) || (claim.failed ?? 0) > 0;
  if (claim.exit !== undefined && claim.exit !== run.exit) return `it exited with ${run.exit} on this tree`;
  if (!isPass(run) && !claimsFailure) return `it ${sayHere(run)}`;
  if (isPass(run) && claimsFailure) return "it passed on this tree";
  if (claim.passed !== undefined && run.passed !== undefined && claim.passed !== run.passed) {
    return `${run.passed} passed on this tree`;
  }
  if (claim.failed !== undefined && run.failed !== undefined && claim.failed !== run.failed) {
    return `${run.failed} failed on this tree`;
  }
  return undefined;
}

/** Options that change what is printed, not what is verified. */
const TALK =
  /^(?:-q|-qq|-v|-vv|-s|--quiet|--verbose|--silent|--color(?:=\S*)?|--no-color|--reporter=\S*|--)$/;

/** Whether a recorded run is one of the claimed command: the same, or one that covers it. No command claims any run. */
export function isRunOf(run: Pick<KnownRun, "command" | "covers">, claimed: string): boolean {
  if (claimed === "") return true;
  if (run.covers.includes(claimed)) return true;
  const wanted = wordsOf(claimed);
  const ran = wordsOf(run.command);
  if (wanted[0] !== ran[0]) return false;
  if (!ran.every((word) => wanted.includes(word))) return false;
  // A run of everything covers a claim about some files, never the other way round.
  return wanted.every((word) => ran.includes(word) || /[./]/.test(word));
}

function wordsOf(command: string): string[] {
  const bare = command
    .trim()
    .replace(/^[$>%❯]\s{1,4}/u, "")
    .replace(/^cd\s\S{1,200}\s{1,4}&&\s{1,4}/, "")
    .replace(/^(?:[A-Za-z_]\w{0,60}=\S{0,200}\s{1,4}){1,8}/, "");
  const words = bare.split(/\s+/).filter((word) => word !== "" && !TALK.test(word));
  const [program = "", first = "", ...rest] = words;
  if (/^(?:npm|pnpm|yarn|bun)$/.test(program)) {
    if (first === "t" || first === "tst") return [program, "test", ...rest];
    if (first === "run" || first === "run-script") return [program, ...rest];
  }
  if (/^python3?$/.test(program) && first === "-m") return rest;
  if (program === "npx" || program === "bunx") return [first, ...rest];
  return words;
}
