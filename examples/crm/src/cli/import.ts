import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { createContact } from "../contacts/contacts.ts";
import { Refusal } from "../errors.ts";
import { createLead } from "../leads/leads.ts";
import { SOURCE_POINTS } from "../leads/scoring.ts";
import { memoryStore } from "../store/memory.ts";
import { parseCsv } from "./csv.ts";
import { CLI_ACTOR, type Context, UsageError } from "./usage.ts";

export const MAX_IMPORT_ROWS = 5_000;
const HEADER = "email,fullName,phone";

export async function importContacts(context: Context, args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      file: { type: "string" },
      source: { type: "string", default: "import" },
      "dry-run": { type: "boolean", default: false },
    },
  });
  if (!values.file) throw new UsageError("--file is required");
  if (!Object.hasOwn(SOURCE_POINTS, values.source)) throw new UsageError(`Unknown source: ${values.source}`);
  const [header, ...rows] = parseCsv(await readFile(values.file, "utf8"));
  if (header?.join(",") !== HEADER) throw new UsageError(`The first line must be ${HEADER}`);
  if (rows.length > MAX_IMPORT_ROWS) throw new UsageError(`At most ${MAX_IMPORT_ROWS} rows at a time`);

  const dryRun = values["dry-run"];
  const store = dryRun ? await copyOf(context) : context.store;
  let imported = 0;
  let skipped = 0;
  let rejected = 0;
  for (const [index, [email = "", fullName = "", phone = ""]] of rows.entries()) {
    try {
      if (!fullName) throw new Refusal(422, "fullName is required");
      const contact = await createContact(store, CLI_ACTOR, { email, fullName, phone: phone || null });
      await createLead(store, CLI_ACTOR, { contactId: contact.id, source: values.source });
      imported++;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.status === 409) skipped++;
      else rejected++;
      context.log.warn("row not imported", { row: index + 2, reason: error.message });
    }
  }
  const verb = dryRun ? "Would import" : "Imported";
  process.stdout.write(`${verb} ${imported}, skipped ${skipped} duplicates, rejected ${rejected}.\n`);
  return rejected > 0 ? 1 : 0;
}

/** A dry run plays on a copy of the contacts, so duplicates are found and nothing is kept. */
async function copyOf({ store }: Context) {
  const copy = memoryStore();
  for (const contact of await store.contacts.list()) await copy.contacts.add(contact);
  return copy;
}
