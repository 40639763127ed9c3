import { RULES, type Verdict } from "#core";
import { toGithub } from "#views/github";
import { toGitlab } from "#views/gitlab";
import { toJson } from "#views/json";
import { toJunit } from "#views/junit";
import { toMarkdown } from "#views/markdown";
import type { Paint } from "#views/paint";
import { toRdjson } from "#views/rdjson";
import { toSarif } from "#views/sarif";
import { toText } from "#views/text";
import type { Options } from "./arguments.ts";
import { UsageError } from "./commands/handler.ts";

declare const LOCKSTEP_VERSION: string;

/** Every way to print a verdict. */
const FORMATS = {
  text: toText,
  json: (verdict) => `${JSON.stringify(toJson(verdict), null, 2)}\n`,
  sarif: (verdict) =>
    toSarif(verdict, {
      version: LOCKSTEP_VERSION,
      rules: RULES,
      protocol: verdict.protocol.title,
    }),
  junit: toJunit,
  github: toGithub,
  gitlab: toGitlab,
  rdjson: toRdjson,
  markdown: toMarkdown,
} as const satisfies Record<string, (verdict: Verdict, paint: Paint) => string>;

/** What prints a verdict as the options ask. Throws UsageError. */
export function printerFor({ format = "text", json }: Options): (verdict: Verdict, paint: Paint) => string {
  const name = json ? "json" : format;
  if (!isFormat(name))
    throw new UsageError(`There is no format “${name}”; there are: ${Object.keys(FORMATS).join(", ")}.`);
  return FORMATS[name];
}

function isFormat(name: string): name is keyof typeof FORMATS {
  return Object.hasOwn(FORMATS, name);
}
