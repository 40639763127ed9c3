// Deletes old exports. Without --yes it only names them; files with any other name are never touched.
import { readdir, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadConfig } from "../src/config.ts";

const KEEP_DAYS = 30;
const EXPORT_NAME = /^contacts-\d{4}-\d{2}-\d{2}\.(csv|json)$/;
const DAY_MS = 24 * 60 * 60 * 1000;

const { values } = parseArgs({ options: { yes: { type: "boolean", default: false } } });
const { exportDir } = loadConfig();
const names = await readdir(exportDir).catch(() => []);
for (const name of names.filter((each) => EXPORT_NAME.test(each))) {
  const file = join(exportDir, name);
  const age = (Date.now() - (await stat(file)).mtimeMs) / DAY_MS;
  if (age <= KEEP_DAYS) continue;
  if (values.yes) await unlink(file);
  console.log(`${values.yes ? "Deleted" : "Would delete"} ${file}`);
}
