import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { formatCsv } from "./csv.ts";
import { type Context, UsageError } from "./usage.ts";

const COLUMNS = ["id", "email", "fullName", "phone", "optedOut", "createdAt"] as const;

export async function exportContacts(context: Context, args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      format: { type: "string", default: "csv" },
      out: { type: "string" },
    },
  });
  const { format } = values;
  if (format !== "csv" && format !== "json") throw new UsageError("--format must be csv or json");

  const contacts = await context.store.contacts.list();
  const rows = contacts.map((contact) => COLUMNS.map((column) => cell(contact[column])));
  const text = format === "csv" ? formatCsv([COLUMNS, ...rows]) : `${JSON.stringify(contacts, null, 2)}\n`;
  if (values.out === "-") {
    process.stdout.write(text);
    return 0;
  }
  const day = context.now.toISOString().slice(0, 10);
  const file = values.out ?? join(context.config.exportDir, `contacts-${day}.${format}`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  process.stdout.write(`Exported ${contacts.length} contacts to ${file}\n`);
  return 0;
}

function cell(value: string | boolean | Date | null): string {
  return value instanceof Date ? value.toISOString() : String(value ?? "");
}
