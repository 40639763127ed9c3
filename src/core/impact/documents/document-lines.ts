import { languageId } from "../../diff/languages.ts";
import { splitLines } from "../../diff/lines.ts";
import { partCode, saidOn } from "../code/code-comments.ts";
import { isSpec, readSpec, type SpecLine } from "./spec-lines.ts";

/** How a line, or a word in it, stands in its document; the number is stored. */
export const LINE_KIND = { heading: 0, span: 1, prose: 2, block: 3, hidden: 4 } as const;
export type LineKind = (typeof LINE_KIND)[keyof typeof LINE_KIND];

export interface Section {
  /** 1-based line of the heading; 0 for what stands before the first one. */
  readonly line: number;
  /** Last line of the section without its subsections' headings: up to the next heading of any level. */
  readonly endLine: number;
  readonly level: number;
  readonly title: string;
}

export interface DocumentLines {
  readonly lines: readonly string[];
  /** One `LineKind` per line; never `span`. `hidden` is what no reader sees: comments, front matter. */
  readonly kinds: Uint8Array;
  readonly sections: readonly Section[];
  /** For each line, the index of its section. */
  readonly sectionOf: Int32Array;
}

type Syntax = "markdown" | "rst" | "asciidoc" | "spec" | "code" | "text";

const rstUnderline = /^([=\-~^"'`#*+.:_<>])\1{2,}\s*$/;

/**
 * Reads a document line by line: what is heading, prose and code, and which section a line is in. Of a source text
 * it is the comments that are prose, of an API's description what it says to readers; all other lines are hidden. Linear.
 */
export function readLines(path: string, text: string): DocumentLines {
  const lines = splitLines(text);
  const syntax = syntaxOf(path, text);
  const kinds = new Uint8Array(lines.length).fill(LINE_KIND.prose);
  const headings: { line: number; level: number; title: string }[] = [];
  if (syntax === "markdown") readMarkdown(lines, kinds, headings);
  else if (syntax === "rst") readRst(lines, kinds, headings);
  else if (syntax === "asciidoc") readAsciidoc(lines, kinds, headings);
  else if (syntax === "spec") readSpecLines(lines, kinds, headings);
  else if (syntax === "code") readComments(path, text, lines, kinds);
  const sections: Section[] = [];
  const starts = headings[0]?.line === 1 ? headings : [{ line: 0, level: 0, title: "" }, ...headings];
  starts.forEach(({ line, level, title }, k) => {
    sections.push({ line, level, title, endLine: (starts[k + 1]?.line ?? lines.length + 1) - 1 });
  });
  const sectionOf = new Int32Array(lines.length);
  sections.forEach(({ line, endLine }, k) => sectionOf.fill(k, Math.max(line - 1, 0), endLine));
  return { lines, kinds, sections, sectionOf };
}

function syntaxOf(path: string, text: string): Syntax {
  if (/\.rst$/i.test(path)) return "rst";
  if (/\.(?:adoc|asciidoc)$/i.test(path)) return "asciidoc";
  if (/\.(?:md|mdx|markdown|mdoc)$/i.test(path)) return "markdown";
  if (isSpec(path, text)) return "spec";
  return languageId(path) === undefined ? "text" : "code";
}

type Headings = { line: number; level: number; title: string }[];

function readMarkdown(lines: readonly string[], kinds: Uint8Array, headings: Headings): void {
  let fence = "";
  let comment = false;
  let front = lines[0]?.trimEnd() === "---";
  lines.forEach((line, k) => {
    if (front) {
      if (k > 0 && /^(?:---|\.\.\.)\s*$/.test(line)) front = false;
      kinds[k] = LINE_KIND.hidden;
      return;
    }
    const mayFence = line.includes("```") || line.includes("~~~");
    const mark = mayFence
      ? (/^[\s>]{0,20}(?:[-*+]\s+|\d{1,3}\.\s+)?(`{3,}|~{3,})/.exec(line)?.[1] ?? "")
      : "";
    if (fence !== "") {
      kinds[k] = LINE_KIND.block;
      if (mark.startsWith(fence) && /^[\s>]*[`~]+\s*$/.test(line)) fence = "";
      return;
    }
    if (comment) {
      kinds[k] = LINE_KIND.hidden;
      if (line.includes("-->")) comment = false;
      return;
    }
    if (
      mark !== "" &&
      !(mark.startsWith("`") && line.slice(line.indexOf(mark) + mark.length).includes("`"))
    ) {
      fence = mark;
      kinds[k] = LINE_KIND.block;
      return;
    }
    if (line.includes("<!--") && /^\s*<!--/.test(line)) {
      kinds[k] = LINE_KIND.hidden;
      comment = !line.includes("-->");
      return;
    }
    const atx = line.includes("#") && /^ {0,3}(#{1,6})\s+(\S.*)$/.exec(line);
    if (atx) {
      kinds[k] = LINE_KIND.heading;
      headings.push({
        line: k + 1,
        level: atx[1]?.length ?? 1,
        title: (atx[2] ?? "").replace(/\s#+\s*$/, "").trim(),
      });
      return;
    }
    const previous = lines[k - 1] ?? "";
    if (
      (line.includes("==") || line.includes("--")) &&
      /^ {0,3}(?:={2,}|-{2,})\s*$/.test(line) &&
      k > 0 &&
      kinds[k - 1] === LINE_KIND.prose &&
      /^ {0,3}[^\s>|#*+\-\d]/.test(previous)
    ) {
      const before = lines[k - 2] ?? "";
      if (before.trim() === "" || kinds[k - 2] !== LINE_KIND.prose) {
        kinds[k - 1] = LINE_KIND.heading;
        headings.push({ line: k, level: line.includes("=") ? 1 : 2, title: previous.trim() });
      }
    }
  });
}

function readRst(lines: readonly string[], kinds: Uint8Array, headings: Headings): void {
  const levels: string[] = [];
  /** Indentation of the line that opened a literal block; -1 outside one. */
  let literal = -1;
  let hidden = -1;
  lines.forEach((line, k) => {
    const blank = line.trim() === "";
    const indent = line.length - line.trimStart().length;
    if (literal >= 0) {
      if (blank || indent > literal) {
        kinds[k] = LINE_KIND.block;
        return;
      }
      literal = -1;
    }
    if (hidden >= 0) {
      if (!blank && indent > hidden) {
        kinds[k] = LINE_KIND.hidden;
        return;
      }
      if (!blank) hidden = -1;
    }
    const under = rstUnderline.exec(line);
    const previous = lines[k - 1] ?? "";
    if (
      under &&
      k > 0 &&
      previous.trim() !== "" &&
      !rstUnderline.test(previous) &&
      line.trimEnd().length >= previous.trimEnd().length
    ) {
      const over = rstUnderline.exec(lines[k - 2] ?? "")?.[1] === under[1];
      const style = (over ? "o" : "") + (under[1] ?? "");
      if (!levels.includes(style)) levels.push(style);
      kinds[k - 1] = LINE_KIND.heading;
      headings.push({ line: k, level: levels.indexOf(style) + 1, title: previous.trim() });
      return;
    }
    if (
      /^\s*\.\. (?:code(?:-block)?|sourcecode|parsed-literal|prompt|literalinclude|highlight|doctest|testcode)::/.test(
        line,
      )
    )
      literal = indent;
    else if (/^\s*\.\.(?:\s+(?![\w:-]+::|_|\[|\|)|$)/.test(line)) {
      kinds[k] = LINE_KIND.hidden;
      hidden = indent;
    } else if (/::\s*$/.test(line) && !/^\s*\.\. /.test(line)) literal = indent;
    else if (/^\s*>>> /.test(line)) kinds[k] = LINE_KIND.block;
  });
}

function readAsciidoc(lines: readonly string[], kinds: Uint8Array, headings: Headings): void {
  let fence = "";
  lines.forEach((line, k) => {
    const mark =
      /^(-{4,}|\.{4,}|\/{4,}|`{3,})\s*$/.exec(line.trimEnd())?.[1] ?? (/^```\w/.test(line) ? "```" : "");
    if (fence !== "") {
      kinds[k] = fence.startsWith("/") ? LINE_KIND.hidden : LINE_KIND.block;
      if (mark === fence) fence = "";
      return;
    }
    if (mark !== "") {
      fence = mark;
      kinds[k] = LINE_KIND.block;
      return;
    }
    if (line.startsWith("//")) {
      kinds[k] = LINE_KIND.hidden;
      return;
    }
    const heading = /^(={1,6}|#{1,6})\s+(\S.*)$/.exec(line);
    if (heading) {
      kinds[k] = LINE_KIND.heading;
      headings.push({ line: k + 1, level: heading[1]?.length ?? 1, title: (heading[2] ?? "").trim() });
    }
  });
}

function readComments(path: string, text: string, lines: readonly string[], kinds: Uint8Array): void {
  kinds.fill(LINE_KIND.hidden);
  let fenced = false;
  for (const { line, endLine } of partCode(path, text)?.comments ?? []) {
    for (let k = line - 1; k < endLine; k++) {
      const isFence = /^\s*(?:```|~~~)/.test(saidOn(lines[k] ?? ""));
      kinds[k] = fenced || isFence ? LINE_KIND.block : LINE_KIND.prose;
      if (isFence) fenced = !fenced;
    }
    // Comments of one line each go on in the next.
    if (endLine > line) fenced = false;
  }
}

const SPEC_KINDS: Readonly<Record<SpecLine, LineKind>> = {
  prose: LINE_KIND.prose,
  use: LINE_KIND.block,
  structure: LINE_KIND.hidden,
};

function readSpecLines(lines: readonly string[], kinds: Uint8Array, headings: Headings): void {
  const read = readSpec(lines);
  read.lines.forEach((kind, k) => (kinds[k] = SPEC_KINDS[kind]));
  headings.push(...read.titles.map(({ line, title }) => ({ line, level: 1, title })));
}
