import { READERS, SAFE_WITH_ANY } from "./programs.ts";
import { commandsIn, type Words } from "./words.ts";

/** Settings before a command that only change how it prints. */
const HARMLESS_SETTING = /^(?:LC_[A-Z]+|LANG|TZ|NO_COLOR|FORCE_COLOR|CLICOLOR|TERM|COLUMNS|CI)=/;
/** Shells that are handed one line to run. */
const SHELL = /^(?:ba|z|da)?sh$/;
/** How deep lines may be handed from shell to shell. */
const DEEPEST = 2;

/**
 * Whether a shell line only looks: every command of it is on the list of programs that read. Anything not
 * understood does not pass, shells and interpreters that wait for input among it. Used in phases that only
 * plan; everywhere else every command passes and the tree is judged afterwards.
 */
export function isReadOnly(line: string, depth = 0): boolean {
  const commands = commandsIn(line);
  return commands !== undefined && commands.length > 0 && commands.every((words) => onlyReads(words, depth));
}

function onlyReads(words: Words, depth: number): boolean {
  const start = words.findIndex((word) => !HARMLESS_SETTING.test(word));
  if (start < 0) return false;
  const [name, ...args] = words.slice(start);
  const program = name!.replace(/^\/(?:usr\/(?:local\/)?)?bin\//, "");
  if (program === "time") return onlyReads(args, depth);
  if (program === "timeout") return /^[\d.]+[smh]?$/.test(args[0] ?? "") && onlyReads(args.slice(1), depth);
  if (program === "xargs") return xargs(args);
  if (SHELL.test(program)) {
    const [flag, line, ...more] = args;
    return (
      depth < DEEPEST && /^-l?c$/.test(flag ?? "") && more.length === 0 && isReadOnly(line ?? "", depth + 1)
    );
  }
  return Object.hasOwn(READERS, program) && READERS[program]!(args);
}

function xargs(args: Words): boolean {
  const flags = args.findIndex((arg) => !/^-(?:0|r|n\d+|L\d+|-null|-no-run-if-empty)$/.test(arg));
  return flags >= 0 && SAFE_WITH_ANY.has(args[flags]!);
}
