import type { Fact } from "../../model/change.ts";
import { LINE_KIND } from "../documents/document-lines.ts";
import type { DocumentIndex } from "../documents/documents.ts";
import type { IndexedDocument } from "../documents/segment.ts";
import { amountsOf, quantitiesOf, sameAmount, type Amount, type Quantity } from "./quantity.ts";
import { isListed, listsDefaults } from "./listed-defaults.ts";
import { isRuntime, linesDemanding } from "./runtime-lines.ts";
import { declaredAround, parameterIn, termOf } from "./terms.ts";
import { cellNames, isCell, isHolder, isOther, isRow, isTitle, standsAs } from "./name-stands.ts";
import { nameTest, searchable, stemsOf, type NameTest } from "./value-names.ts";
import { squash } from "../words.ts";

/** A document line that states the old value of a changed fact, and how sure that is. */
interface StatedLine {
  readonly path: string;
  readonly line: number;
  readonly confidence: number;
  /** The section is about this very setting: its title is the name with what holds it, `net.retry`, or what holds it. */
  readonly titled: boolean;
  /** A list of defaults has it under a plain name, which other lists may have too. */
  readonly plain: boolean;
}

const MAX_TEXT = 1_000;
/** Farther apart than this many characters, a name and a number are not one statement. */
const NEAR = 70;
/** The line speaks of another time. */
const otherTimes =
  /\b(?:previously|formerly|used to|was|were|changed|increased|decreased|raised|lowered|bumped|old|deprecated)\b/i;
/** It may, or it orders things that happen now: “the wait before the first retry”. */
const order = /\b(?:before|until|prior|since)\b/i;
const defaults = /\bdefaults?\b|\bby default\b/i;
const countNouns =
  /^(?:times?|attempts?|retries|retry|tries|failures?|or|and|by|per|before|with|unless|which|that|in|for|is|are|if|when|as|at|on|to|of|the|a|an|then|after|until|each|every|max|maximum|min|minimum|default|but|so|from|connections?|requests?|items?|entries|rows?|results?|characters?|chars?|records?|workers?|threads?|processes|files?|lines?|users?|px|columns?|spaces?|messages?|jobs?|tasks?|elements?|pages?|points?|levels?|bits?|pixels?|ports?)$/i;

/** The lines that state a fact's old value and not its new one, best confidence for each. */
export function linesStating(fact: Fact, index: DocumentIndex): StatedLine[] {
  if (isRuntime(fact))
    return linesDemanding(fact, index).map((line) => ({ ...line, titled: false, plain: false }));
  const { name = "", before = "", after = "" } = fact;
  if (name === "" || before === "" || /version/i.test(name)) return [];
  const test = nameTest(name);
  const candidates = new Map<string, IndexedDocument>();
  for (const spelling of [test.exact, lowerFirst(test.exact), ...test.others])
    for (const { path } of index.similar(spelling)) keep(candidates, path, index);
  const plain = test.core.filter((core) => !Object.values(implied).some((parts) => parts.has(core)));
  const stems = searchable(plain.length > 0 ? plain : test.core);
  for (const told of isPort(test) ? ["localhost", "port"] : [])
    for (const document of index.holdingStems([told])) candidates.set(document.path, document);
  if (test.core.length > 0)
    for (const document of index.holdingStems(stems)) candidates.set(document.path, document);
  const old = amountsOf(before, name);
  const fresh = amountsOf(after, name);
  return [...candidates].flatMap(([path, document]) =>
    document.lines.flatMap((full, k) => {
      const line = unpadded(full, test).slice(0, MAX_TEXT);
      if (document.kinds[k] === LINE_KIND.hidden) return [];
      const sure =
        old.length > 0
          ? ofNumber(line, k, document, test, old, fresh)
          : ofWord(line, k, document, test, before, after);
      if (sure <= 0) return [];
      const title = document.titleAt(k + 1);
      const declared = declaredAround(document, k) ?? "";
      const confidence = isHeld(line, title, declared, document, test) ? sure : Math.min(sure, NOT_HELD);
      const titled = isOther(title, test) || isHolder(title, test) || isHolder(declared, test);
      const plain = !test.telling && test.held === "" && isListed(line, k, document, test);
      return confidence > 0 ? [{ path, line: k + 1, confidence, titled, plain }] : [];
    }),
  );
}

/** How sure a dotted name can be where nothing speaks of what holds it. */
const NOT_HELD = 0.6;

/**
 * Whether the line, what it stands under or the document's path speaks of what holds a dotted name; names that tell
 * enough alone need none.
 */
function isHeld(
  line: string,
  title: string,
  declared: string,
  document: IndexedDocument,
  test: NameTest,
): boolean {
  const { telling, holder } = test;
  if (portsOf(line, test).length > 0) return true;
  if (telling || holder.length === 0) return true;
  const spoken = new Set(
    [...stemsOf(line), ...stemsOf(title)].map(({ stem }) => stem).concat(document.pathStems),
  );
  const named = squash(`${title} ${declared} ${line}`);
  return holder.some((one) => spoken.has(one) || named.includes(one));
}

function isPort({ core }: NameTest): boolean {
  return core.includes("port");
}

function keep(candidates: Map<string, IndexedDocument>, path: string, index: DocumentIndex): void {
  const document = index.get(path);
  if (document) candidates.set(path, document);
}

function ofNumber(
  line: string,
  k: number,
  document: IndexedDocument,
  test: NameTest,
  old: readonly Amount[],
  fresh: readonly Amount[],
): number {
  if (!/\d|[a-z]{3}/i.test(line)) return 0;
  const quantities = quantitiesOf(line).concat(portsOf(line, test));
  const said = quantities.filter((quantity) => sameAmount(quantity, old));
  if (said.length === 0 || quantities.some((quantity) => sameAmount(quantity, fresh))) return 0;
  if (otherTimes.test(line)) return 0;
  const isOwnDefault = defaults.test(line) && isTitle(document.titleAt(k + 1), test);
  if (order.test(line) && !isOwnDefault && !(test.telling && standsAs(line, test) >= 0)) return 0;
  if (isListed(line, k, document, test)) return LISTED;
  const best = Math.max(...said.map((quantity) => statement(line, k, document, test, quantity)));
  return inBlock(line, k, document) && !/localhost|127\.0\.0\.1|0\.0\.0\.0/.test(line)
    ? Math.min(best, 0.5)
    : best;
}

/** How sure a line of a list of defaults is. */
const LISTED = 0.9;

/** Whether a line only shows a use: it is in a code block, and neither it nor what announces the block speaks of defaults. */
function inBlock(line: string, k: number, document: IndexedDocument): boolean {
  return document.kinds[k] === LINE_KIND.block && !defaults.test(line) && !listsDefaults(document, k);
}

/** How sure it is that a number on a line is the value of the name. */
function statement(
  line: string,
  k: number,
  document: IndexedDocument,
  test: NameTest,
  quantity: Quantity,
): number {
  if (/^[a-z0-9[][^ ]*:\d+$/i.test(line.slice(quantity.from, quantity.to))) return 0.85;
  const exact = standsAs(line, test);
  if (exact >= 0) {
    if (isRow(line) && isCell(line, quantity.from, quantity.to) && cellNames(line, test)) return 0.95;
    if (test.telling) return Math.abs(exact - quantity.from) <= 3 * NEAR ? 0.95 : 0.6;
    return isBound(line, exact + test.exact.length, quantity) ? 0.88 : 0.6;
  }
  const distinctive = quantity.measure !== undefined || Math.abs(quantity.value) >= 100;
  const own = stemsOf(line);
  const here = test.core.filter(
    (core) => own.some(({ stem }) => stem === core) || isImplied(core, test, quantity),
  );
  const title = document.titleAt(k + 1);
  if (test.core.length > 0 && here.length === test.core.length) {
    const distance = Math.min(
      ...own
        .filter(({ stem }) => test.core.includes(stem))
        .map(({ at, stem }) => gap(line, at, stem.length, quantity)),
    );
    if (distance > NEAR) return 0.3;
    if (countsOther(line, quantity, test)) return distinctive ? 0.5 : 0;
    if (test.core.length > 1) return 0.9;
    const bounded =
      test.bounds.length > 0 &&
      /\b(?:max(?:imum)?|min(?:imum)?|limit(?:s|ed)?|up to|at most|at least|no more than|cap(?:s|ped)?|fewer|more than)\b/i.test(
        line,
      );
    const counted = /^\W*(?:times?|attempts?|retries|tries)\b/i.test(line.slice(quantity.to));
    if (distinctive || bounded || counted || defaults.test(line) || isPair(line, quantity))
      return distance <= NEAR / 2 ? 0.85 : 0.7;
    return 0.5;
  }
  const heading =
    isTitle(title, test) ||
    (standsAs(title, test) >= 0 && (test.telling || /`/.test(title) || title.trim() === test.exact));
  const isDefault = saysDefault(document, k);
  const term = parameterIn(line) ?? termOf(document, k) ?? "";
  if (isDefault && (heading || isTitle(term, test) || (term === test.exact && test.holder.length > 0)))
    return 0.85;
  if (isPort(test) && isDefault && quantity.value >= 1_000 && /\bport\b`*$/i.test(title)) return 0.82;
  const titled = new Set(stemsOf(title).map(({ stem }) => stem));
  const covered = test.core.length > 0 && test.core.every((core) => titled.has(core) || here.includes(core));
  if (covered && here.length > 0 && distinctive && !countsOther(line, quantity, test)) return 0.82;
  if ((covered || heading) && (defaults.test(line) || (test.bounds.length > 0 && distinctive))) return 0.8;
  return covered ? 0.4 : 0;
}

/** What a quantity of each measure says by itself: “after 30 seconds” speaks of a timeout, “5 MB” of a size. */
const implied: Readonly<Record<string, ReadonlySet<string>>> = {
  time: new Set([
    "ttl",
    "timeout",
    "interval",
    "delay",
    "expir",
    "age",
    "duration",
    "period",
    "wait",
    "window",
    "deadline",
    "backoff",
    "cooldown",
    "retention",
    "keepalive",
  ]),
  size: new Set(["size", "bytes", "byte", "length", "memory", "quota", "storage", "buffer"]),
};

/** Whether the quantity's unit says a part of the name; not where that part is all there is. */
function isImplied(core: string, { core: all }: NameTest, { measure }: Quantity): boolean {
  const parts = measure === undefined ? undefined : implied[measure];
  return parts?.has(core) === true && all.some((one) => !parts.has(one));
}

/** Whether a line speaks of a default, or goes on where the line above did: “Defaults to ⏎ 4093”. */
function saysDefault({ lines }: IndexedDocument, k: number): boolean {
  return (
    defaults.test(lines[k] ?? "") ||
    /\bdefaults?(?: (?:to|is|value|of|are))*:?\s*$/i.test((lines[k - 1] ?? "").slice(-MAX_TEXT))
  );
}

/** The row of the name without what pads its cells to any width; any other line as it is, where distance tells. */
function unpadded(line: string, test: NameTest): string {
  const isOwn = line.includes("   ") && isRow(line) && cellNames(line.slice(0, MAX_TEXT), test);
  return isOwn ? line.replace(/ {3,}/g, "  ") : line;
}

/** `limit: 3`, `limit` (default 3), `| limit | number | 3 |`: whether only such words part a name from its number. */
function isBound(line: string, from: number, quantity: Quantity): boolean {
  if (quantity.from < from) return false;
  const between = line.slice(from, quantity.from);
  if (/^\s*\|/.test(line)) return /\|\s*`?$/.test(between) && /^`?\s*\|/.test(line.slice(quantity.to));
  return /^(?:[`*"'():=\s–—-]|is|of|to|are|set|by|defaults?|the)*$/i.test(between);
}

function gap(line: string, at: number, length: number, { from, to }: Quantity): number {
  const [a, b] = at < from ? [at + length, from] : [to, at];
  return /[.;!?]\s/.test(line.slice(a, b)) ? Number.POSITIVE_INFINITY : Math.max(0, b - a);
}

/** `Retries: 3`, `| retries | 3 |`, `retries = 3`, `retry limit is 3`. */
function isPair(line: string, { from }: Quantity): boolean {
  return /(?:[:=|]|\bis|\bof|\bto)\s*[`*"']*$/.test(line.slice(Math.max(0, from - 12), from));
}

/** Whether the number counts a thing the name does not speak of: `retries 3 services`. */
function countsOther(line: string, quantity: Quantity, test: NameTest): boolean {
  if (quantity.measure !== undefined) return false;
  const next = /^[\s-]+([A-Za-z]+)(?:[\s-]+([A-Za-z]+))?(?:[\s-]+([A-Za-z]+))?/.exec(
    line.slice(quantity.to, quantity.to + 60),
  );
  if (!next || countNouns.test(next[1] ?? "")) return false;
  return !stemsOf(next[0]).some(({ stem }) => test.core.includes(stem));
}

/** What asks a server for something, at the address that follows. */
const client = /\b(?:curl|wget|https?|xh|open|ab|hey|wrk|oha|nc|telnet)\s/;

/** Whether an option is given what follows: `-b tcp://` binds where it says, whatever the default. */
function isGiven(before: string): boolean {
  return /(?:^|\s)--?[A-Za-z][\w-]*[= ]["'`]?(?:\w+:\/\/)?$/.test(before) && !client.test(before);
}

/** Ports in addresses that are no option's: `localhost:3000`. */
function portsOf(line: string, test: NameTest): Quantity[] {
  if (!isPort(test)) return [];
  return [...line.matchAll(/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::\]):(\d{2,5})(?!\d)/g)]
    .filter(({ index }) => !isGiven(line.slice(Math.max(0, index - 100), index)))
    .map((match) => ({
      value: Number(match[1]),
      from: match.index,
      to: match.index + match[0].length,
    }));
}

const truths: Readonly<Record<string, RegExp>> = {
  true: /\b(?:true|(?:enabled|on|yes) by default|defaults?\b.{0,20}\b(?:enabled|on|yes))\b/i,
  false: /\b(?:false|(?:disabled|off|no) by default|defaults?\b.{0,20}\b(?:disabled|off|no))\b/i,
};

/** `default: false`, “defaults to `false`”, “false by default”. */
const defaultTruth =
  /\bdefaults?(?:\s+(?:to|is|of|value|=))*\W{0,6}(true|false)\b|\b(true|false)\W{0,4}\s?by default\b/i;

/** Whether a line says the old literal and not the new one; of “If `true`, … (default: `false`)” it is the default that counts. */
function states(line: string, before: string, after: string): boolean {
  const [old, now] = [truths[before.toLowerCase()], truths[after.toLowerCase()]];
  const said = old && now ? defaultTruth.exec(line) : null;
  if (said) return (said[1] ?? said[2])?.toLowerCase() === before.toLowerCase();
  return (
    (old ? old.test(line) : saysLiteral(line, before)) && !(now ? now.test(line) : saysLiteral(line, after))
  );
}

function ofWord(
  line: string,
  k: number,
  document: IndexedDocument,
  test: NameTest,
  before: string,
  after: string,
): number {
  if (!states(line, before, after)) return 0;
  if (otherTimes.test(line) || order.test(line)) return 0;
  if (isListed(line, k, document, test)) return LISTED;
  const exact = standsAs(line, test);
  const title = document.titleAt(k + 1);
  const heading =
    standsAs(title, test) >= 0 ||
    isTitle(title, test) ||
    title.replace(/`/g, "").trim() === test.exact ||
    isTitle(termOf(document, k) ?? "", test);
  const own = new Set(stemsOf(line).map(({ stem }) => stem));
  const spoken = test.core.length > 1 && test.core.every((core) => own.has(core));
  const says =
    defaults.test(line) ||
    line.includes("|") ||
    (exact >= 0 && /^[`*"']*\s*[:=]\s*[`*"']*$/.test(between(line, exact + test.exact.length, before)));
  const confidence =
    exact >= 0 && says
      ? test.telling
        ? 0.92
        : defaults.test(line)
          ? 0.82
          : 0.6
      : heading && defaults.test(line)
        ? 0.85
        : spoken && defaults.test(line)
          ? 0.85
          : exact >= 0 || spoken
            ? 0.5
            : 0;
  return inBlock(line, k, document) ? Math.min(confidence, 0.5) : confidence;
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** What stands between a position and the next place of a literal. */
function between(line: string, from: number, literal: string): string {
  const at = line.toLowerCase().indexOf(literal.toLowerCase(), from);
  return at < 0 ? line : line.slice(from, at);
}

/** Whether a line states a literal word for word, set apart: quoted, in a code span, a cell, or after "default". */
function saysLiteral(line: string, literal: string): boolean {
  if (literal.length < 2) return false;
  for (let at = line.indexOf(literal); at >= 0; at = line.indexOf(literal, at + 1)) {
    const before = line.charAt(at - 1);
    const after = line.charAt(at + literal.length);
    if (/[\w-]/.test(before) || /[\w-]/.test(after)) continue;
    if (/["'`]/.test(before) && /["'`]/.test(after)) return true;
    if (/(?:[|=:]|\bdefaults?(?: to| is|:)?|\bis)\s*["'`*]*$/i.test(line.slice(Math.max(0, at - 20), at)))
      return true;
  }
  return false;
}
