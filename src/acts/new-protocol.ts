import type { Held, Path } from "#core";
import type { Planned } from "./plan.ts";
import { type ConfigurationFile, fileWith } from "./set.ts";

/** The protocols of ours that a team can begin with, by their names. */
export const TEMPLATES = {
  recommended: "All of it: surfaces, high-risk changes, self-audit. What speaks where nothing is configured.",
  "update-surfaces": "Six surfaces that move together, with a sequence and a checklist.",
  "gated-phases": "Five phases with a gate each, assumptions, a self-audit and a rubric.",
  "documentation-gates":
    "Components that owe documents on redundancy and rollback; work stops where they are missing.",
} as const satisfies Record<string, string>;

/** Where a new protocol is proposed to stand: a path that is free, as far as names go. */
export function protocolPath(template: string, paths: readonly Path[]): Path {
  const own = `docs/${template.toUpperCase().replaceAll("-", "_")}.md`;
  return paths.includes("docs/CHANGE_PROTOCOL.md") ? own : "docs/CHANGE_PROTOCOL.md";
}

/** Why no protocol can be created at a path; `undefined` where one can. */
export function refusedProtocolPath(path: string, paths: readonly Path[]): string | undefined {
  const parts = path.split("/");
  if (!/\.(?:md|markdown)$/i.test(path)) return "A protocol is a Markdown file: its name ends in .md.";
  if (path.includes("\\") || parts.some((part) => part === "" || part === "." || part === ".."))
    return "A path from the repository's root, with / between its parts.";
  if (paths.includes(path)) return "There is such a file already; it is not overwritten.";
  return undefined;
}

/** Creates a protocol document from one of ours. */
export function planNewProtocol(path: string, text: string, paths: readonly Path[]): Planned {
  const refused = refusedProtocolPath(path, paths);
  if (refused !== undefined) return { refused };
  return { plan: { title: `New protocol ${path}`, files: [{ path, text }], records: [] } };
}

/** Names a protocol in a configuration that is there, beside the ones it names. */
export function planUseProtocol(
  { config }: Pick<Held, "config">,
  path: Path,
  file: ConfigurationFile,
): Planned {
  const { protocols = [] } = config;
  if (protocols.includes(path)) return { refused: `The configuration names ${path} already.` };
  const setting = { keys: ["protocols"], value: [...protocols, path], added: [path], why: "" };
  return { plan: { title: `Hold changes to ${path}`, files: [fileWith([setting], file)], records: [] } };
}
