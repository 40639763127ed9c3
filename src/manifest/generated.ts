import { configSchema, RULES } from "#core";
import { toRuleMarkdown } from "#views/rule";
import { CLI_COMMANDS, EXIT, EXIT_MEANINGS, OPTIONS, type OptionName } from "./cli.ts";
import { COMMANDS } from "./commands.ts";
import { extensionManifest } from "./package.ts";
import { pluginFiles } from "./plugin.ts";
import { protocolReportSchema, reportSchema } from "./report-schema.ts";
import { SETTINGS, type SettingKey } from "./settings.ts";
import { TOOLS } from "./tools.ts";

/** A file that is generated, whole or between markers. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Every generated file as it should be. @param read the text of a file of this repository, if it exists */
export function generatedFiles(read: (path: string) => string | undefined): GeneratedFile[] {
  const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
  const manifest = JSON.parse(read("package.json") ?? "{}") as object;
  const block = (path: string, name: string, lines: readonly string[]): GeneratedFile => ({
    path,
    text: withBlock(read(path) ?? "", name, lines.join("\n")),
  });
  return [
    { path: "package.json", text: json({ ...manifest, ...extensionManifest() }) },
    { path: "schemas/config.schema.json", text: json(configSchema()) },
    { path: "schemas/check.schema.json", text: json(reportSchema()) },
    { path: "schemas/protocol.schema.json", text: json(protocolReportSchema()) },
    ...pluginFiles(String((manifest as { version?: unknown }).version)),
    block("docs/rules.md", "rules", [
      RULES.map((rule) => toRuleMarkdown(rule, 2))
        .join("\n")
        .trimEnd(),
    ]),
    block("docs/cli.md", "commands", cliTable()),
    block("docs/agents.md", "tools", toolsTable()),
    block("docs/editor.md", "commands", editorCommands()),
    block("docs/configuration.md", "settings", settingsTable()),
  ];
}

/** Replaces what stands between `<!-- generated: name -->` and `<!-- end: name -->`. */
function withBlock(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- generated: ${name} (npm run manifest) -->`, `<!-- end: ${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to === -1) return `${text.trimEnd()}\n\n${begin}\n\n${content}\n\n${end}\n`.trimStart();
  return `${text.slice(0, from)}${begin}\n\n${content}\n\n${text.slice(to)}`;
}

function cliTable(): string[] {
  const commands = Object.values(CLI_COMMANDS).map(
    ({ usage, does }) => `| \`lockstep ${cell(usage)}\` | ${cell(does)} |`,
  );
  const options = (Object.keys(OPTIONS) as OptionName[]).map((name) => {
    const option = OPTIONS[name];
    return `| \`--${name}${"value" in option ? ` <${cell(option.value)}>` : ""}\` | ${cell(option.does)} |`;
  });
  const exits = (Object.keys(EXIT) as (keyof typeof EXIT)[]).map(
    (name) => `| ${EXIT[name]} | ${EXIT_MEANINGS[name]} |`,
  );
  return [
    "| command | does |",
    "|---|---|",
    ...commands,
    "",
    "| option | does |",
    "|---|---|",
    ...options,
    "",
    "| exit code | means |",
    "|---|---|",
    ...exits,
  ];
}

function editorCommands(): string[] {
  const rows = Object.values(COMMANDS)
    .filter(({ palette }) => palette === "always")
    .map(({ title, does }) => `| Lockstep: ${title} | ${does} |`);
  return ["| command | does |", "|---|---|", ...rows];
}

function toolsTable(): string[] {
  const rows = Object.entries(TOOLS).map(
    ([name, { description, does }]) =>
      `| \`${name}\` | ${does} | ${cell(description.split(/(?<=\.) /, 1)[0]!)} |`,
  );
  return ["| tool | does | |", "|---|---|---|", ...rows];
}

function settingsTable(): string[] {
  const rows = (Object.keys(SETTINGS) as SettingKey[]).map((key) => {
    const { schema, facts } = SETTINGS[key];
    return `| \`lockstep.${key}\` | \`${JSON.stringify(schema.parse(undefined))}\` | ${cell(facts.markdownDescription)} |`;
  });
  return ["| setting | default | what it does |", "|---|---|---|", ...rows];
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
