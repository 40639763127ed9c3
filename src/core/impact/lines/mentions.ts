import { holdsWhole } from "../../whole-word.ts";
import type { Fact } from "../../model/change.ts";
import { LINE_KIND } from "../documents/document-lines.ts";
import type { DocumentIndex } from "../documents/documents.ts";
import type { IndexedDocument } from "../documents/segment.ts";
import { stemsOf } from "./value-names.ts";
import { isCodeLike, isKebab, subwords } from "../words.ts";

/** A document line that names something by its very name, and how sure it is that it means it. */
export interface NamingLine {
  readonly path: string;
  readonly line: number;
  readonly confidence: number;
}

const MAX_TEXT = 2_000;
const otherTimes =
  /\buse [^.;]{1,80} instead\b|\b(?:renamed|deprecated|removed|no longer|formerly|previously|used to be|replaced (?:by|with)|was called|instead of|moved to|superseded|legacy|obsolete)\b/i;
/** Whether a line is part of a note that says what came or went with a version (reStructuredText). */
function isVersionNote(lines: readonly string[], line: number): boolean {
  const indent = (text: string): number => text.search(/\S/);
  let limit = indent(lines[line - 1] ?? "");
  for (let k = line - 1; k > 0 && k > line - 12 && limit > 0; k--) {
    const text = lines[k - 1] ?? "";
    const at = indent(text);
    if (at < 0 || at >= limit) continue;
    if (/^\s*\.\. (?:version(?:added|changed|removed)|deprecated(?:-removed)?)::/.test(text)) return true;
    limit = at;
  }
  return false;
}

/** What makes a line speak of another time, but not where it is about the very thing that is gone now. */
const deprecation = /\b(?:deprecated|legacy|obsolete|instead of)\b/gi;
const otherTimesTitle =
  /\b(?:migrat\w*|upgrad\w*|deprecat\w*|breaking|removed|removals?|what['’]?s new|history|changelog|release notes|changed in|differences?)\b/i;
/** A title of a whole part of a document that tells what came when. */
const otherTimesPart = /\b(?:change ?logs?|release notes|what['’]?s new|version history|breaking changes)\b/i;
/** A title that is a version: what came with it. */
const versionTitle = /^\W{0,3}v?\d+\.\d+(?:\.\d+)?\S*(?:\s|$)/i;
/** A command line of a program that hardly is this repository's. */
const othersCommand =
  /^\s*(?:[$>]\s*)?(?:sudo\s+)?(?:docker|podman|kubectl|helm|curl|wget|ssh|rsync|apt|apt-get|brew|systemctl|git)\s/;
const definesIt =
  /\b(?:const|let|var|function|def|class|fn|func|type|interface|enum|struct|new)\s+$|^\s*(?:@|#\[)?\s*$/;

/** The lines that name a removed thing. What illustrates (a document's own example defines it) or tells history is left out. */
export function linesNaming(fact: Fact, index: DocumentIndex): NamingLine[] {
  const { kind, before = "" } = fact;
  if (kind === "flag") return exactly(before, fact, index, 0.95);
  if (kind === "env") return variable(before, fact, index);
  if (kind === "token") return tokens(fact, index);
  if (kind === "config-key") return configKey(before, fact, index);
  if (kind === "command") return command(fact, index);
  if (kind === "model") return model(fact, index);
  if (kind === "route") return route(before, fact, index);
  return [];
}

/** A plain capitalised word is taken for a name only where it is set as code; letters with digits may be a product's. */
function tokens(fact: Fact, index: DocumentIndex): NamingLine[] {
  const { before = "" } = fact;
  if (!isCodeLike(before) && !isKebab(before) && !/[A-Z_]/.test(before)) return [];
  if (isCodeLike(before)) return exactly(before, fact, index, isProduct(fact) ? 0.75 : 0.9);
  const spans = new Set(
    index
      .mentions(before)
      .filter(({ kind }) => kind === LINE_KIND.span)
      .map(({ path, line }) => `${path}:${line}`),
  );
  return exactly(before, fact, index, 0.6).map((found) =>
    spans.has(`${found.path}:${found.line}`) ? { ...found, confidence: 0.82 } : found,
  );
}

/** Letters with digits may be a product's name; not where only the digits changed. */
function isProduct({ before = "", after }: Fact): boolean {
  return /^[a-z]+\d+[a-z]*$/.test(before) && after?.replace(/\d+/, "") !== before.replace(/\d+/, "");
}

function exactly(word: string, fact: Fact, index: DocumentIndex, confidence: number): NamingLine[] {
  return index.mentions(word).flatMap((mention) => {
    const document = index.get(mention.path);
    if (!document || !speaksOfNow(document, mention, fact, word) || isIllustration(document, word)) return [];
    const text = (document.lines[mention.line - 1] ?? "").slice(0, MAX_TEXT);
    const sure = isOthers(text, word) ? Math.min(confidence, OTHERS) : confidence;
    return [{ path: mention.path, line: mention.line, confidence: sure }];
  });
}

/** A line of a script that only reads a variable means ours where its section sets or explains it. */
function variable(name: string, fact: Fact, index: DocumentIndex): NamingLine[] {
  const own = exactly(name, fact, index, name.includes("_") ? 0.95 : 0.85);
  const sectionAt = ({ path, line }: NamingLine): string =>
    `${index.get(path)?.sectionOf[line - 1] ?? 0} ${path}`;
  const spoken = new Set(own.filter(({ confidence }) => confidence > OTHERS).map(sectionAt));
  const said = new Set(own.map(({ path, line }) => `${line} ${path}`));
  const read = exactly(`$${name}`, fact, index, OTHERS).filter(
    ({ path, line }) => !said.has(`${line} ${path}`),
  );
  return [...own, ...read].map((line) =>
    line.confidence <= OTHERS && spoken.has(sectionAt(line)) ? { ...line, confidence: 0.85 } : line,
  );
}

/** How sure a name can be that a line hands to another program. */
const OTHERS = 0.6;

/** Whether a line hands a word to another program: a flag of its command, a variable that it fills in. */
function isOthers(text: string, word: string): boolean {
  if (word.startsWith("--")) return othersCommand.test(text);
  return text.includes(`\${${word}}`) && !containsWord(text.replaceAll(`\${${word}}`, " "), word);
}

function speaksOfNow(
  document: IndexedDocument,
  { line }: { readonly line: number },
  { after }: Fact,
  subject?: string,
): boolean {
  const full = (document.lines[line - 1] ?? "").slice(0, MAX_TEXT);
  const text = subject !== undefined && isAbout(full, subject) ? full.replace(deprecation, " ") : full;
  const title = document.titleAt(line);
  return (
    !otherTimes.test(text) &&
    !otherTimesTitle.test(title) &&
    !versionTitle.test(title) &&
    !titlesOver(document, line).some((one) => otherTimesPart.test(one)) &&
    !isVersionNote(document.lines, line) &&
    !(after !== undefined && containsWord(text, after))
  );
}

/** The titles of the sections around a line's own, from the inside out. */
function titlesOver({ sections, sectionOf }: IndexedDocument, line: number): string[] {
  const out: string[] = [];
  const own = sectionOf[line - 1] ?? 0;
  let level = sections[own]?.level ?? 0;
  for (let k = own - 1; k >= 0 && level > 1; k--) {
    const section = sections[k];
    if (!section || section.level >= level) continue;
    level = section.level;
    out.push(section.title);
  }
  return out;
}

/** Whether a line (a table's row, a list's item, a heading) is about a name: it begins with it. */
function isAbout(line: string, name: string): boolean {
  const at = line.indexOf(name);
  return at >= 0 && /^[\s>]*(?:[-*+|#]+|\d+\.)[\s`*_[(.]*(?:<[^>]*>)?[`*_[]*$/.test(line.slice(0, at));
}

/**
 * Whether a code block of the document itself defines the word: then it is the example's own name. A type
 * that the text around speaks of as code is the program's: its declaration is quoted.
 */
function isIllustration(document: IndexedDocument, word: string): boolean {
  const places = document.places(word);
  const spoken = places.some((place) => (place & 7) <= LINE_KIND.span);
  return places.some((place) => {
    if ((place & 7) !== LINE_KIND.block) return false;
    const line = document.lines[(place >> 3) - 1]?.slice(0, MAX_TEXT) ?? "";
    const at = line.indexOf(word);
    if (spoken && /\b(?:type|interface|enum|struct)\s+$/.test(line.slice(0, at))) return false;
    return (
      definesIt.test(line.slice(0, at).slice(-40)) &&
      /^\s*(?:[=(:{<]|$)/.test(line.slice(at + word.length)) &&
      line.slice(0, at).trim() !== ""
    );
  });
}

function configKey(path: string, fact: Fact, index: DocumentIndex): NamingLine[] {
  const key = path.split(".").at(-1) ?? path;
  const dotted = path.includes(".");
  const out = new Map<string, NamingLine>();
  for (const mention of index.mentions(key)) {
    const document = index.get(mention.path);
    if (!document || !speaksOfNow(document, mention, fact)) continue;
    const text = (document.lines[mention.line - 1] ?? "").slice(0, MAX_TEXT);
    const whole = dotted && containsWord(text, path.split(".").slice(-2).join("."));
    const confidence = whole ? 0.92 : isCodeLike(key) || key.includes("-") ? 0.85 : 0.3;
    out.set(`${mention.path} ${mention.line}`, { path: mention.path, line: mention.line, confidence });
  }
  return [...out.values()];
}

/** How a package script or Make target is called. `npm` alone runs only its built-in names. */
function callsOf(name: string | undefined, command: string): string[] {
  if (name === undefined) return [];
  if (name !== "npm run") return [`${name} ${command}`];
  const builtIn = /^(?:start|test|stop|restart)$/.test(command) ? [`npm ${command}`] : [];
  const direct = isBuiltIn.test(command)
    ? []
    : ["yarn", "pnpm", "bun"].map((runner) => `${runner} ${command}`);
  return [
    ...["npm", "yarn", "pnpm", "bun"].map((runner) => `${runner} run ${command}`),
    ...direct,
    ...builtIn,
  ];
}

/** Names that package managers have commands of their own for. */
const isBuiltIn =
  /^(?:install|add|remove|init|audit|publish|update|upgrade|create|exec|dlx|info|link|outdated|pack|version|why|config)$/;

function command(fact: Fact, index: DocumentIndex): NamingLine[] {
  const { before = "", name } = fact;
  const calls = callsOf(name, before);
  const telling = isCodeLike(before) || before.includes("-");
  const called = new RegExp(`^\\s*\\$? ?[\\w-]{1,40} ${escape(before)}\\b`);
  return everyLine(index, [before], (text, kind) => {
    if (name !== undefined) return calls.some((call) => containsCall(text, call)) ? 0.95 : 0;
    if (telling && containsWord(text, before)) return 0.85;
    if (kind === LINE_KIND.block) return called.test(text) ? 0.82 : 0;
    return [...text.matchAll(/`([^`]{1,200})`/g)].some(
      ([, span = ""]) => called.test(span) || span === before,
    )
      ? 0.82
      : 0;
  }).filter(({ path, line }) => {
    const document = index.get(path);
    return document !== undefined && speaksOfNow(document, { line }, fact);
  });
}

/** Whether a text holds a call, and not one of a longer name: `npm run seed` is not in `npm run seed:all`. */
function containsCall(text: string, call: string): boolean {
  const at = text.indexOf(call);
  return at >= 0 && containsWord(text, call) && !/^[:.]\w/.test(text.slice(at + call.length));
}

function model(fact: Fact, index: DocumentIndex): NamingLine[] {
  const { before = "", name } = fact;
  if (name === undefined) return exactly(before, fact, index, isCodeLike(before) ? 0.92 : 0.6);
  return index.mentions(before).flatMap((mention) => {
    const document = index.get(mention.path);
    if (!document || !speaksOfNow(document, mention, fact)) return [];
    const text = (document.lines[mention.line - 1] ?? "").slice(0, MAX_TEXT);
    const title = document.titleAt(mention.line);
    const spoken = new Set([...stemsOf(text), ...stemsOf(title)].map(({ stem }) => stem));
    const owned =
      containsWord(text, name) ||
      containsWord(title, name) ||
      subwords(name).every((part) => stemsOf(part).every(({ stem }) => spoken.has(stem)));
    const confidence = owned ? 0.92 : isCodeLike(before) ? 0.85 : 0.3;
    return [{ path: mention.path, line: mention.line, confidence }];
  });
}

/** The rows of tables that stand under a model's own heading and have the removed column in their first cell. */
export function rowsOfColumn(fact: Fact, index: DocumentIndex): NamingLine[] {
  const { kind, name, before = "" } = fact;
  if (kind !== "model" || name === undefined) return [];
  return index.mentions(before).flatMap((mention) => {
    const document = index.get(mention.path);
    if (!document || !speaksOfNow(document, mention, fact)) return [];
    const title = document.titleAt(mention.line);
    const [, cell = ""] = (document.lines[mention.line - 1] ?? "").slice(0, MAX_TEXT).split("|", 2);
    const isOwn = title.replace(/[`*]/g, "").trim() === name && cell.replace(/[`*\s]/g, "") === before;
    return isOwn ? [{ path: mention.path, line: mention.line, confidence: 0.85 }] : [];
  });
}

function route(before: string, fact: Fact, index: DocumentIndex): NamingLine[] {
  const wanted = shapeOf(before);
  const fresh = fact.after === undefined ? undefined : shapeOf(fact.after);
  const fixed = wanted.split("/").filter((segment) => segment !== "" && segment !== "*");
  const [key] = fixed.toSorted((a, b) => b.length - a.length);
  if (key === undefined) return [];
  const parts = key.split(/[^A-Za-z0-9]+/).filter((part) => part.length > 2);
  const out: NamingLine[] = [];
  for (const document of index.documents()) {
    const { path } = document;
    document.lines.forEach((full, k) => {
      if (
        !parts.every((part) => full.includes(part)) ||
        !full.includes("/") ||
        document.kinds[k] === LINE_KIND.hidden
      )
        return;
      const routes = [
        ...full
          .slice(0, MAX_TEXT)
          .matchAll(/(?<![\w.}>)\]*-])(?:https?:\/\/[\w.:-]+)?(\/[\w\-.:{}<>*[\]$~/]{1,200})/g),
      ].map((match) => shapeOf(match[1] ?? ""));
      if (
        !routes.some((said) => sameRoute(said, wanted)) ||
        (fresh !== undefined && routes.some((said) => sameRoute(said, fresh) && !sameRoute(said, wanted)))
      )
        return;
      if (otherTimes.test(full.slice(0, MAX_TEXT))) return;
      const sure =
        fixed.length > 1 ||
        full.includes(`\`${before}\``) ||
        new RegExp(`\\b(?:GET|POST|PUT|PATCH|DELETE|HEAD) \`{0,2}${escape(before)}(?![\\w/])`).test(
          full.slice(0, MAX_TEXT),
        );
      out.push({ path, line: k + 1, confidence: routes.includes(wanted) ? (sure ? 0.92 : 0.6) : 0.6 });
    });
  }
  return out;
}

/** A route with its parameters made alike: `/users/:id`, `/users/{id}`, `/users/<int:id>`, `/users/42` → `/users/*`. */
function shapeOf(route: string): string {
  return route
    .replace(/[?#].*$/, "")
    .replace(/[.,;:)\]]+$/, (tail) => (tail.startsWith("]") ? "]" : ""))
    .replace(/\/$/, "")
    .split("/")
    .map((segment) => (/^(?::|\{|<|\[|\$|\*)|^\d+$/.test(segment) ? "*" : segment))
    .join("/");
}

function sameRoute(said: string, wanted: string): boolean {
  return said === wanted || (said.endsWith(wanted) && wanted.split("/").length > 2);
}

function everyLine(
  index: DocumentIndex,
  words: readonly string[],
  judge: (text: string, kind: number) => number,
): NamingLine[] {
  const out: NamingLine[] = [];
  for (const document of index.documents()) {
    const { path } = document;
    document.lines.forEach((full, k) => {
      if (!words.every((word) => full.includes(word)) || document.kinds[k] === LINE_KIND.hidden) return;
      const confidence = judge(full.slice(0, MAX_TEXT), document.kinds[k] ?? 0);
      if (confidence > 0) out.push({ path, line: k + 1, confidence });
    });
  }
  return out;
}

/** Whether a text holds a word, not as part of a longer one. */
function containsWord(text: string, word: string): boolean {
  return holdsWhole(text, word, /[\w-]/);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
