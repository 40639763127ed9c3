import { at, type Probe } from "./probe.ts";
import { said } from "./tests.ts";

/** The command under which a scan is recorded as a run. */
export const SECRET_SCAN = "secretlint";

/** Whether a scan of the changed files found secrets. */
export const secrets: Probe = {
  id: "secrets",
  answers: /\bsecrets?\b|\bcredentials?\b|\btokens?\b.*\bexpos|\bapi keys?\b/i,
  probe({ secrets: found, ground: { runs = [], treeDigest } }) {
    const scan = runs.findLast(
      ({ command, treeDigest: tree }) =>
        tree === treeDigest && /^(?:npx )?(?:secretlint|gitleaks|trufflehog)\b/.test(command),
    );
    if (found !== undefined && found.length > 0) {
      return {
        result: "Fail",
        evidence: [...new Set(found.map(({ place }) => at(place)))].slice(0, 10),
        says: `${found.length} possible ${found.length === 1 ? "secret" : "secrets"} in the changed files (${[...new Set(found.map(({ rule }) => rule))].slice(0, 3).join(", ")}).`,
        followUp: "Take it out, and change it where it was in use",
      };
    }
    if (!scan)
      return {
        result: "Open",
        evidence: [],
        says: "The changed files were not scanned.",
        needsRun: true,
        followUp: "Run lockstep audit in a trusted workspace",
      };
    if (scan.exit !== 0)
      return {
        result: "Fail",
        evidence: [said(scan)],
        says: "The scan found something.",
        followUp: "Look at its output",
      };
    return {
      result: "Pass",
      evidence: [said(scan)],
      says: "The scan found nothing in the changed files.",
    };
  },
};
