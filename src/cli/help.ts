import { CLI_COMMANDS, type CliCommand, EXIT, EXIT_MEANINGS, OPTIONS, type OptionName } from "#manifest/cli";

/** The overview: every command, every exit code. */
export function overview(): string {
  return [
    "lockstep <command>",
    "",
    ...Object.values(CLI_COMMANDS).map(({ usage, does }) => row(usage, does)),
    "",
    "Exit codes:",
    ...(Object.keys(EXIT) as (keyof typeof EXIT)[]).map((name) =>
      row(String(EXIT[name]), EXIT_MEANINGS[name]),
    ),
    "",
    "lockstep <command> --help tells more.",
    "",
  ].join("\n");
}

/** One command and its options. */
export function helpFor(command: CliCommand): string {
  const { usage, does, options } = CLI_COMMANDS[command];
  return [`lockstep ${usage}`, "", does, "", ...options.map(optionRow), ""].join("\n");
}

function optionRow(name: OptionName): string {
  const option = OPTIONS[name];
  const value = "value" in option ? ` <${option.value}>` : "";
  return row(`--${name}${value}`, option.does);
}

function row(left: string, right: string): string {
  return left.length > 38 ? `  ${left}\n${" ".repeat(42)}${right}` : `  ${left.padEnd(40)}${right}`;
}
