// Writes what src/manifest says into package.json, schemas/ and the tables of docs/. `--check` writes nothing
// and fails where something is stale.
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generatedFiles } from "../src/manifest/generated.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const read = (path: string): string | undefined => {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
};

const stale = generatedFiles(read).filter(({ path, text }) => read(path) !== text);
if (process.argv.includes("--check")) {
  for (const { path } of stale) console.error(`${path} is stale: npm run manifest`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const { path, text } of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`written: ${path}`);
  }
}
