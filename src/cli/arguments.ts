import { parseArgs } from "node:util";
import { CLI_COMMANDS, type CliCommand, OPTIONS, type OptionName } from "#manifest/cli";

/** A call of the command line that makes sense. */
export interface Call {
  readonly command: CliCommand;
  readonly operands: readonly string[];
  readonly options: Options;
  readonly wants?: "help" | "version";
}

export type Options = {
  readonly [Name in OptionName]?: (typeof OPTIONS)[Name]["type"] extends "string" ? string : boolean;
};

/** Reads arguments. What makes no sense is an `error` sentence, never a guess. */
export function readCall(argv: readonly string[]): Call | { readonly error: string } {
  const parsed = parse(argv);
  if ("error" in parsed) return parsed;
  const { values, positionals } = parsed;
  const [named, ...operands] = positionals;
  if (named !== undefined && !isCommand(named)) {
    return { error: `There is no command “${named}”. Commands: ${Object.keys(CLI_COMMANDS).join(", ")}.` };
  }
  const command = named ?? "check";
  if (values.help) return { command, operands, options: values, wants: "help" };
  if (values.version) return { command, operands, options: values, wants: "version" };
  const taken: readonly string[] = CLI_COMMANDS[command].options;
  const foreign = Object.keys(values).find((name) => !taken.includes(name));
  if (foreign) return { error: `“lockstep ${command}” takes no --${foreign}.` };
  const modes = (["base", "staged", "commit"] as const).filter((name) => values[name] !== undefined);
  if (modes.length > 1) return { error: `--${modes.join(" and --")} exclude each other.` };
  return { command, operands, options: values };
}

function parse(argv: readonly string[]): { values: Options; positionals: string[] } | { error: string } {
  const options = Object.fromEntries(Object.entries(OPTIONS).map(([name, { type }]) => [name, { type }]));
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { error: message.split(". To specify")[0] ?? message };
  }
}

function isCommand(name: string): name is CliCommand {
  return Object.hasOwn(CLI_COMMANDS, name);
}
