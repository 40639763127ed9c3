import type { Path } from "../model/place.ts";
import { splitLines } from "../diff/lines.ts";

const SPECIFIER =
  /(?:\bfrom\s{0,4}|\bimport\s{0,4}\(?\s{0,4}|\brequire\s{0,4}\(\s{0,4})["']([^"'\n]{1,300})["']/g;
const PYTHON = /^\s*(?:from\s+([\w.]{1,200})\s+import\b|import\s+([\w.]{1,200}))/;

/** The modules a source names: relative specifiers of JavaScript and TypeScript, dotted names of Python. */
export function importsOf(path: Path, text: string): string[] {
  if (path.endsWith(".py")) {
    return splitLines(text).flatMap((line) => {
      const match = line.length < 1_000 ? PYTHON.exec(line) : null;
      const name = match?.[1] ?? match?.[2];
      return name === undefined ? [] : [name];
    });
  }
  return [...text.slice(0, 512 * 1024).matchAll(SPECIFIER)].map((match) => match[1] ?? "");
}

/** Whether one of the modules that a file names is the module at `target`. */
export function importsFile(from: Path, modules: readonly string[], target: Path): boolean {
  const bare = withoutEnding(target);
  if (from.endsWith(".py")) {
    const dotted = bare.replace(/\/__init__$/, "").replaceAll("/", ".");
    return modules.some(
      (name) => name === dotted || dotted.endsWith(`.${name}`) || name.startsWith(`${dotted}.`),
    );
  }
  return modules.some((name) => {
    if (!name.startsWith(".")) return false;
    const resolved = withoutEnding(joined(from.slice(0, Math.max(0, from.lastIndexOf("/"))), name));
    return resolved === bare || `${resolved}/index` === bare;
  });
}

/** Whether a test is named after a file: `retry.test.ts` and `test_retry.py` after `retry`. */
export function isNamedAfter(test: Path, source: Path): boolean {
  const name = (path: Path): string => withoutEnding(path.slice(path.lastIndexOf("/") + 1)).toLowerCase();
  const tested = name(test)
    .replace(/[._-](?:test|spec|e2e)$/, "")
    .replace(/^test_/, "");
  return tested === name(source) && tested !== "index";
}

function withoutEnding(path: string): string {
  return path.replace(/\.d\.ts$/, "").replace(/\.[cm]?[jt]sx?$|\.py$|\.go$|\.vue$|\.svelte$/, "");
}

function joined(folder: string, specifier: string): string {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
