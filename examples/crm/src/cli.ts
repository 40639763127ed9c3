import { exportContacts } from "./cli/export.ts";
import { HELP } from "./cli/help.ts";
import { importContacts } from "./cli/import.ts";
import { assignLeads } from "./cli/leads.ts";
import { UsageError } from "./cli/usage.ts";
import { loadConfig } from "./config.ts";
import { Refusal } from "./errors.ts";
import { createLogger } from "./log.ts";
import { openStore } from "./store/index.ts";

/** Results go to standard output, everything else to standard error. */
async function main(args: string[]): Promise<number> {
  const [command = "help", ...rest] = args;
  if (command === "help" || command === "--help") {
    process.stdout.write(HELP);
    return 0;
  }
  const config = loadConfig();
  const log = createLogger(config.logLevel);
  const store = await openStore(config.databaseUrl);
  const context = { config, log, store, now: new Date() };
  try {
    if (command === "import") return await importContacts(context, rest);
    if (command === "export") return await exportContacts(context, rest);
    if (command === "leads" && rest[0] === "assign") return await assignLeads(context, rest.slice(1));
    throw new UsageError(`Unknown command: ${args.join(" ")}`);
  } finally {
    await store.close();
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const usage =
      error instanceof UsageError || String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS");
    process.stderr.write(`crm: ${error instanceof Error ? error.message : String(error)}\n`);
    if (usage) process.stderr.write("Run `crm help` for the commands and their flags.\n");
    process.exitCode = usage ? 2 : error instanceof Refusal ? 1 : 70;
  },
);
