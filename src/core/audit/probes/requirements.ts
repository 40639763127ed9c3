import { splitLines } from "../../diff/lines.ts";
import { parseClaims } from "../../evidence/parse-claims.ts";
import { holdsWord } from "../../evidence/symbols.ts";
import { isDocument, isTest } from "../../impact/classify.ts";
import type { FileChange } from "../../model/change.ts";
import type { Path } from "../../model/place.ts";
import { addedLines, type Line } from "./lines.ts";
import { type Answer, at, type Probe, type ProbeCase } from "./probe.ts";

const BULLET = /^\s{0,6}(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(\S.*)$/;
/** Longer plans are read up to here. */
const BULLETS = 60;
/** How many lines, and how many missing bullets, a row names. */
const EVIDENCE = 10;
const SHOWN = 5;
/** Words that are in every plan. */
const COMMON = new Set(
  "add adds added new the and for with from into that this when then than must should will all each any use uses using make change changes update updates updated code file files test tests line lines value values read write set get run both only also where which what their there".split(
    " ",
  ),
);

/** Whether everything the plan promised is in the change. */
export const requirements: Probe = {
  id: "requirements",
  answers: /\brequirements?\b|\bscope\b|\bplan\b.*\b(?:cover|implement)|\bacceptance criteria\b/i,
  probe: (facts) =>
    facts.plan === undefined
      ? {
          result: "Open",
          evidence: [],
          says: "There is no plan to hold the change against.",
          followUp: "Write the plan as 5–10 bullets",
        }
      : covered(facts, facts.plan.text),
};

function covered({ changes, ground }: ProbeCase, plan: string): Answer {
  const bullets = planBullets(plan);
  if (bullets.length === 0)
    return {
      result: "Open",
      evidence: [],
      says: "The plan has no bullets.",
      followUp: "Write the plan as 5–10 bullets",
    };
  const lines = changes.flatMap((change) => addedLines(change));
  const first = bullets.map((bullet) => ({
    bullet,
    ...coverageOf(bullet, lines, changes, ground.index.resolve),
  }));
  // What proves one bullet by its name is no sign of another that only shares words with it.
  const taken = new Set(first.flatMap(({ line, named }) => (line && named ? [line] : [])));
  const left = lines.filter((line) => !taken.has(line));
  const found = first.map((one) =>
    one.named || one.line === undefined
      ? one
      : { bullet: one.bullet, ...coverageOf(one.bullet, left, changes, ground.index.resolve) },
  );
  const missing = found.filter(({ line, named }) => line === undefined && !named);
  const guessed = found.filter(({ line, named }) => line !== undefined && !named);
  const evidence = [...new Set(found.flatMap(({ line }) => (line ? [at(line)] : [])))].slice(0, EVIDENCE);
  const whole = guessed.length + missing.length === 0;
  const says = `${whole ? `All ${found.length}` : `${found.length - guessed.length - missing.length} of ${found.length}`} plan bullets are found in the change.`;
  const byWords = guessed.map(({ bullet, line }) => `${cut(bullet)} (${line ? at(line) : ""})`);
  const told = guessed.length > 0 ? `${says} By their words alone: ${listed(byWords)}.` : says;
  if (missing.length > 0) {
    const followUp = `Not found: ${listed(missing.map(({ bullet }) => cut(bullet)))}`;
    return { result: "Open", evidence, says: told, followUp };
  }
  return { result: "Pass", evidence, says: told, ...(whole ? {} : { candidate: true as const }) };
}

function listed(bullets: readonly string[]): string {
  const more = bullets.length > SHOWN ? ` and ${bullets.length - SHOWN} more` : "";
  return `${bullets.slice(0, SHOWN).join("; ")}${more}`;
}

/** The bullets of the plan: those under a heading that says plan, else all. */
export function planBullets(text: string): string[] {
  const all: string[] = [];
  const planned: string[] = [];
  let inPlan = false;
  for (const line of splitLines(text)) {
    if (/^#{1,6}\s/.test(line) || /^\*\*[^*]{1,100}\*\*:?$/.test(line.trim()))
      inPlan = /\b(?:plan|scope|requirements?|acceptance)\b/i.test(line);
    const bullet = BULLET.exec(line.slice(0, 1_000))?.[1];
    // What was scaffolded and left promises nothing.
    if (bullet === undefined || !/[\p{L}\p{N}]/u.test(bullet)) continue;
    all.push(bullet);
    if (inPlan) planned.push(bullet);
  }
  return (planned.length > 0 ? planned : all).slice(0, BULLETS);
}

/** The first changed line that does what a bullet says; `named` where the bullet names the file or the name itself. */
function coverageOf(
  bullet: string,
  lines: readonly Line[],
  changes: readonly FileChange[],
  resolve: (path: string) => readonly string[],
): { line?: Line; named: boolean } {
  const isFile = (path: string): boolean => resolve(path).length > 0;
  const paths = parseClaims(bullet, isFile).flatMap((claim) => ("path" in claim ? resolve(claim.path) : []));
  const spans = [...bullet.matchAll(/`([^`]{2,80})`/g)]
    .map((match) => match[1] ?? "")
    .filter((name) => !isFile(name));
  const inFiles = paths.length === 0 ? lines : lines.filter(({ path }) => paths.includes(path));
  const words = (bullet.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []).filter((word) => !COMMON.has(word));
  const wanted = Math.min(words.length, Math.max(2, Math.ceil(words.length * SHARED)));
  const best = bestOf(inFiles, ({ path, text }) => {
    const named = spans.some((name) => holdsWord(text, name));
    const shared = words.filter((word) => `${path} ${text}`.toLowerCase().includes(word)).length;
    const score = (named ? NAMED : 0) + shared + fit(bullet, path);
    const found = named || (spans.length === 0 && wanted > 0 && shared >= wanted && score > 0);
    return found ? { named, score } : undefined;
  });
  if (best?.named) return { line: best.line, named: true };
  if (spans.length === 0 && paths.length > 0 && inFiles[0])
    return { line: best?.line ?? inFiles[0], named: true };
  if (spans.length === 0 && paths.length > 0 && changes.some(({ path }) => paths.includes(path)))
    return { named: true };
  return best ? { line: best.line, named: false } : { named: false };
}

/** The share of a bullet's words that a line has to have in common with it. */
const SHARED = 0.4;
/** What holding the name itself weighs against words in common. */
const NAMED = 10;

/** Kinds of work that bullets name, and the files such work is done in. */
const KINDS: readonly (readonly [RegExp, (path: Path) => boolean])[] = [
  [/\b(?:docs?|document(?:s|ed|ation)?|readme|describ\w{1,3}|changelog)\b/i, isDocument],
  [/\btest(?:s|ed)?\b/i, isTest],
  [/\bmigrat\w{1,4}\b/i, (path) => /migrat|versions\//i.test(path)],
];

/** How well a file fits the kind of work a bullet speaks of. */
function fit(bullet: string, path: Path): number {
  return KINDS.reduce(
    (sum, [words, is]) => sum + (words.test(bullet) ? (is(path) ? 3 : 0) : is(path) ? -3 : 0),
    0,
  );
}

/** The line with the highest score, the first of equals; `undefined` where none has one. */
function bestOf(
  lines: readonly Line[],
  rate: (line: Line) => { readonly named: boolean; readonly score: number } | undefined,
): { readonly line: Line; readonly named: boolean } | undefined {
  let best: { line: Line; named: boolean; score: number } | undefined;
  for (const line of lines) {
    const rated = rate(line);
    if (rated && (best === undefined || rated.score > best.score)) best = { line, ...rated };
  }
  return best;
}

function cut(text: string): string {
  const plain = text.replaceAll(/[`*|]/g, "");
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain;
}
