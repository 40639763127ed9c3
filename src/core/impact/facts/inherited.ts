import type { FileChange } from "../../model/change.ts";

/** A class and what it inherits from: Python; JavaScript, TypeScript, Java, PHP, Dart. */
const header =
  /^[ \t]*class[ \t]+(\w+)[ \t]*\(([^()\n]{0,400})\)[ \t]*:|\bclass[ \t]+(\w+)(?:<[^<>\n]{0,200}>)?[ \t]+extends[ \t]+([\w.]{1,200})/gm;

/**
 * Whether a file has a class that inherits from more than before the change: a member that left it may be
 * inherited now, and what documents say of it may hold.
 */
export function inheritsMore({ before = "", after = "" }: Pick<FileChange, "before" | "after">): boolean {
  const old = basesIn(before);
  return [...basesIn(after)].some(([name, bases]) => {
    const had = old.get(name) ?? (holdsClass(before, name) ? new Set() : undefined);
    return had !== undefined && [...bases].some((base) => !had.has(base));
  });
}

function basesIn(text: string): Map<string, Set<string>> {
  const out = new Map<string, Set<string>>();
  for (const [, python, bases = "", other, base = ""] of text.matchAll(header)) {
    const named = (python === undefined ? [base] : bases.split(","))
      .map((one) => one.trim())
      .filter((one) => one !== "" && one !== "object" && !one.includes("="));
    if (named.length > 0) out.set(python ?? other ?? "", new Set(named));
  }
  return out;
}

function holdsClass(text: string, name: string): boolean {
  return new RegExp(`\\bclass[ \\t]+${name}\\b`).test(text);
}
