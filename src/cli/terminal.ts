import type { Writable } from "node:stream";
import { NO_PAINT, type Paint } from "#views/paint";
import type { Options } from "./arguments.ts";

/** Where a command writes: the report to `out`, everything else to `err`. */
export interface Terminal {
  readonly out: Writable & { isTTY?: boolean };
  readonly err: Writable;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

const ANSI: Paint = {
  strong: (text) => `\u001b[1m${text}\u001b[22m`,
  faint: (text) => (text ? `\u001b[2m${text}\u001b[22m` : text),
  good: (text) => `\u001b[32m${text}\u001b[39m`,
  owed: (text) => `\u001b[33m${text}\u001b[39m`,
  bad: (text) => `\u001b[31m${text}\u001b[39m`,
};

/** Colours where somebody asked for them, or a terminal reads; NO_COLOR and FORCE_COLOR are honoured. */
export function paintFor({ out, env }: Terminal, options: Options): Paint {
  if (options["no-color"]) return NO_PAINT;
  if (options.color) return ANSI;
  if (env["NO_COLOR"]) return NO_PAINT;
  if (env["FORCE_COLOR"] && env["FORCE_COLOR"] !== "0") return ANSI;
  return out.isTTY ? ANSI : NO_PAINT;
}
