import type { Fact } from "../../model/change.ts";
import { LINE_KIND } from "../documents/document-lines.ts";
import type { DocumentIndex } from "../documents/documents.ts";
import type { NamingLine } from "./mentions.ts";

/** How documents write a runtime, by the last part of the key that demands a version of it. */
const runtimes: Readonly<Record<string, string>> = {
  node: "Node(?:\\.?js)?",
  npm: "npm",
  pnpm: "pnpm",
  yarn: "Yarn",
  bun: "Bun",
  vscode: "VS ?Code",
  "requires-python": "Python",
  python: "Python",
  go: "Go(?:lang)?",
  "rust-version": "Rust(?:c)?",
  php: "PHP",
  ruby: "Ruby",
  java: "Java",
};
const demands =
  /\b(?:requir\w*|needs?|minimum|at least|prerequisit\w*|supports?|supported|tested|install|or (?:later|newer|higher|above|greater)|and (?:later|newer|above|up)|compatible|works? (?:with|on)|version)\b|[≥>]=?|\d\+/i;
const MAX_TEXT = 1_000;

/** Whether a value is the version of a runtime that the program demands. */
export function isRuntime({ name = "", before = "" }: Fact): boolean {
  return runtimeOf(name) !== undefined && versionOf(before) !== undefined;
}

/** The lines that demand the old version of a runtime: “Node.js 18 or later”. */
export function linesDemanding(
  { name = "", before = "", after = "" }: Fact,
  index: DocumentIndex,
): NamingLine[] {
  const runtime = runtimeOf(name);
  const old = versionOf(before);
  const now = versionOf(after);
  if (runtime === undefined || old === undefined || old === now) return [];
  const says = (version: string): RegExp =>
    new RegExp(
      `\\b${runtime}\\b[ *\`"]{0,4}(?:version )?(?:[≥>]=? ?|\\^|v)?${version.replaceAll(".", "\\.")}(?!\\d|\\.\\d*[1-9])`,
      "i",
    );
  const [saysOld, saysNow] = [says(old), now === undefined ? undefined : says(now)];
  const out: NamingLine[] = [];
  for (const document of index.documents()) {
    const { path } = document;
    document.lines.forEach((full, k) => {
      const line = full.slice(0, MAX_TEXT);
      if (document.kinds[k] === LINE_KIND.hidden || !saysOld.test(line) || saysNow?.test(line)) return;
      const title = document.titleAt(k + 1);
      out.push({ path, line: k + 1, confidence: demands.test(line) || demands.test(title) ? 0.85 : 0.6 });
    });
  }
  return out;
}

function runtimeOf(name: string): string | undefined {
  const key = name.split(".").at(-1) ?? "";
  return /^(?:engines\.\w+|(?:.*\.)?(?:requires-python|rust-version)|require\.php|go)$/.test(name) &&
    Object.hasOwn(runtimes, key)
    ? runtimes[key]
    : undefined;
}

/** The lowest version a range allows, without trailing zeros: `>=18.0.0` → 18, `^3.9` → 3.9. */
function versionOf(range: string): string | undefined {
  const version = /\d+(?:\.\d+){0,2}/.exec(range)?.[0];
  return version?.replace(/(?:\.0)+$/, "");
}
