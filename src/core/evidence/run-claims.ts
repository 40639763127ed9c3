import type { Claim, RunClaim } from "../model/evidence.ts";
import { commandIn, commandsSpoken, outcomeIn } from "./commands.ts";
import type { Flat } from "./flat.ts";

/** How far behind a command its outcome is looked for. */
const REACH = 200;

/**
 * The runs a text claims: commands in code spans or prose with what is said to have come of them. Where no
 * command is named, an outcome that only a run can have (“35 passed”) is a claim of its own.
 */
export function runClaims({ text, code }: Flat, files: readonly Claim[]): RunClaim[] {
  const spans = code.flatMap(({ start, end }) => {
    const command = commandIn(text.slice(start, end));
    return command === undefined ? [] : [{ command, start, end }];
  });
  const spoken = commandsSpoken(text).filter(
    ({ start, end }) => !code.some((span) => start < span.end && span.start < end),
  );
  const commands = [...spans, ...spoken]
    .filter(({ start, end }) => !files.some((file) => file.start <= start && file.end >= end))
    .sort((a, b) => a.start - b.start);
  if (commands.length === 0) return outcomeAlone(text, files);
  return commands.map(({ command, start, end }, at) => {
    const next = Math.min(commands[at + 1]?.start ?? text.length, end + REACH, text.length);
    const behind = untilBreak(text.slice(end, next));
    const previous = commands[at - 1]?.end ?? 0;
    const outcome =
      outcomeIn(behind) ??
      (at === 0 ? outcomeIn(text.slice(Math.max(previous, start - 80), start)) : undefined);
    const until = outcomeIn(behind) ? end + behind.trimEnd().length : end;
    return { is: "run", command, ...outcome, text: text.slice(start, until).trim(), start, end: until };
  });
}

function untilBreak(text: string): string {
  const at = text.search(/;|\n|\. (?=\p{Lu})/u);
  return at < 0 ? text : text.slice(0, at);
}

const COUNTED =
  /\b(?:all\s{1,2})?\d{1,9}(?:\s{0,2}\/\s{0,2}\d{1,9})?\s{1,2}(?:unit\s|integration\s|new\s)?(?:tests?|specs?|cases?)?\s{0,2}(?:have\s|are\s|all\s)?(?:pass(?:ed|es|ing)?|green|succeeded)\b|\ball\s{1,2}(?:the\s)?(?:unit\s|integration\s|new\s)?(?:tests?|checks?|specs?)\s{1,2}(?:are\s{1,2})?(?:pass(?:ed|es|ing)?|green|succeed(?:ed)?)\b/i;

function outcomeAlone(text: string, files: readonly Claim[]): RunClaim[] {
  const match = COUNTED.exec(text);
  if (!match || files.some(({ start, end }) => start <= match.index && match.index < end)) return [];
  return [
    {
      is: "run",
      command: "",
      ...outcomeIn(text.slice(match.index)),
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
    },
  ];
}
