import type { Protocol, ProtocolLog } from "../model/protocol.ts";
import type { Code } from "./blocks.ts";
import { contentsOf } from "./contents.ts";
import { placeOf, type Claims, type Document } from "./document.ts";
import type { Section } from "./sections.ts";

const KEY = /^\s*"([^"\\]{1,80})"\s*:/;

/** A JSON example introduced as a log: its field names, and what is said of counts. Claims both. */
export function readLog(document: Document, claims: Claims): Pick<Protocol, "log"> {
  for (const { block, section, leadIn } of document.contents) {
    if (
      block.is !== "code" ||
      !/\b(?:log|logs|logged|logger|logging|audit)\b/i.test(`${leadIn} ${section.title}`)
    )
      continue;
    const fields = topLevelKeys(block);
    if (fields.length < 2) continue;
    return { log: { fields, ...countsOf(section, claims, leadIn), place: placeOf(document, block) } };
  }
  return {};
}

/** The keys of the outermost object, read line by line so that a sketch that is no valid JSON still counts. */
function topLevelKeys(code: Code): string[] {
  const keys: string[] = [];
  let depth = 0;
  for (const line of code.lines.slice(0, 400)) {
    const key = depth === 1 ? KEY.exec(line)?.[1] : undefined;
    if (key !== undefined) keys.push(key);
    const inline =
      depth === 0 && /^\s*\{.*\}\s*,?\s*$/.test(line) ? [...line.matchAll(/"([^"\\]{1,80})"\s*:/g)] : [];
    keys.push(...inline.map((match) => match[1] ?? ""));
    for (const char of line.replace(/"[^"]*"/g, ""))
      depth += char === "{" || char === "[" ? 1 : char === "}" || char === "]" ? -1 : 0;
  }
  return [...new Set(keys)];
}

function countsOf(
  section: Section,
  claims: Claims,
  leadIn: string,
): Pick<ProtocolLog, "counts" | "countRule"> {
  const counts: string[] = [];
  const rule: string[] = [];
  for (const { block } of contentsOf([section])) {
    if (block.is !== "item") continue;
    const { text } = block.atom;
    const names = /\bcounts?\b[^{}]*\{([^{}]*)\}/i.exec(text)?.[1];
    if (names !== undefined)
      counts.push(
        ...names
          .split(",")
          .map((name) => name.trim())
          .filter(Boolean),
      );
    const condition = /^(?:if|else|otherwise|when)\b/i.test(text) && /(?:→|->|=>|\bthen\b|,)/.test(text);
    if (condition && (/\bcounts?\b/i.test(text) || rule.length > 0)) rule.push(text.replace(/[.;]$/, ""));
    else if (names === undefined && text !== leadIn && !(text.endsWith(":") && block.children.length > 0))
      continue;
    claims.add(block.atom);
  }
  return { counts, ...(rule.length > 0 ? { countRule: rule.join("; ") } : {}) };
}
