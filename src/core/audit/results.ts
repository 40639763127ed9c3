import { repairLine } from "../protocol/mojibake.ts";
import type { Result } from "./audit.ts";

const SIGNS: readonly (readonly [Result, RegExp])[] = [
  ["Pass", /[✅✔✓☑🟢🆗👍]|\[x\]/iu],
  ["Fail", /[❌✗✘✖🔴⛔🚫👎]/iu],
  ["Open", /[⚠🟡🟠⏳🚧⬜☐🔶]|\[ \]/iu],
];
const WORDS: readonly (readonly [Result, RegExp])[] = [
  [
    "N/A",
    /^(?:n\s?\/\s?a|n\.a\.?|na|not applicable|does not apply|not relevant|not required|not needed|skipped \(n\/a\))(?![\p{L}\p{N}])/iu,
  ],
  [
    "Fail",
    /^(?:fail(?:ed|s|ing|ure)?|not met|not done|unmet|no|missing|broken|rejected|red|incomplete|not implemented|not passing|did not pass|does not pass|violated|not ok)(?![\p{L}\p{N}])/iu,
  ],
  [
    "Open",
    /^(?:open|partial(?:ly)?(?: met| done| pass(?:ed)?)?|pending|to ?do|wip|in progress|ongoing|deferred|blocked|skipped|not (?:run|tested|verified|checked|started|yet)|unverified|unknown|needs? (?:review|work|follow-?up)|tb[dc]|warn(?:ing)?)(?![\p{L}\p{N}])/iu,
  ],
  [
    "Pass",
    /^(?:pass(?:ed|es|ing)?|ok(?:ay)?|yes|y|done|met|complete[d]?|satisfied|fulfilled|verified|confirmed|compliant|true|green|good|success(?:ful)?|succeeded|fully met|implemented)(?![\p{L}\p{N}])/iu,
  ],
];
/** Words that take a Pass back or leave it open. */
const DOUBT =
  /^\W{0,4}(?:\?|(?:with|but|except|though|partial|pending|mostly|probably|maybe|likely|i think|should|assumed|untested|not)\b)|\?\s*$/iu;

export interface ReadResult {
  /** Absent where the words are no valid result. */
  readonly verdict?: Result;
  /** What stands behind the word: evidence, a reason. */
  readonly rest: string;
}

/**
 * What a result cell says: `Pass`, `✅`, `[x]`, `FAIL – …`, `N/A (no schema change)`, in any case, with
 * broken encoding repaired. Both a pass and a fail, a question mark, "probably": no valid result.
 */
export function readResult(raw: string): ReadResult {
  const text = withSigns(repairLine(raw.slice(0, 2_000)).text)
    .replaceAll(/[*_`~]/g, "")
    .replaceAll("\uFE0F", "")
    .trim();
  const signs = SIGNS.filter(([, pattern]) => pattern.test(text));
  const bare = SIGNS.reduce(
    (left, [, pattern]) => left.replace(new RegExp(pattern, "giu"), " "),
    text,
  ).trim();
  const word = WORDS.flatMap(([verdict, pattern]) => {
    const match = pattern.exec(bare);
    return match ? [{ verdict, length: match[0].length }] : [];
  })[0];
  const sign = signs.length === 1 ? signs[0]?.[0] : undefined;
  if (signs.length > 1) return { rest: bare };
  if (word === undefined) {
    // A sign says it all, unless words beside it say something else about the result.
    return sign === undefined || DOUBT.test(bare) ? { rest: bare } : { verdict: sign, rest: bare };
  }
  const rest = bare.slice(word.length).replace(/^[\s:,;.–—-]+/, "");
  if (/^\/\s?(?:pass|fail|n\/?a|open|no)\b/i.test(rest)) return { rest };
  if (sign !== undefined && sign !== word.verdict) return { rest };
  if (word.verdict === "Pass" && DOUBT.test(rest)) return { rest };
  return { verdict: word.verdict, rest };
}

const SHORTCODES: ReadonlyMap<string, string> = new Map([
  ["white_check_mark", "✅"],
  ["heavy_check_mark", "✔"],
  ["check", "✔"],
  ["green_circle", "🟢"],
  ["x", "❌"],
  ["no_entry", "⛔"],
  ["red_circle", "🔴"],
  ["warning", "⚠"],
  ["yellow_circle", "🟡"],
  ["construction", "🚧"],
  ["hourglass", "⏳"],
]);

/** Emoji written as forges let one type them, as the signs they stand for. */
function withSigns(text: string): string {
  return text.replaceAll(/:([a-z_]{1,20}):/g, (whole, name: string) => SHORTCODES.get(name) ?? whole);
}
