import type { RuleFacts } from "#core";

/** One rule as a Markdown section; docs/rules.md is made of these. */
export function toRuleMarkdown({ id, title, help, ladder }: RuleFacts, level = 1): string {
  const heading = "#".repeat(level);
  const row = `| ${ladder.working ?? "–"} | ${ladder.gate ?? "–"} | ${ladder.ci ?? "–"} |`;
  return [
    `${heading} ${id}`,
    "",
    `**${title}**`,
    "",
    help,
    "",
    "| while working | at a gate | in CI |",
    "|---|---|---|",
    row,
    "",
  ].join("\n");
}
