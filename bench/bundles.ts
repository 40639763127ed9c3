import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { report } from "./measure.ts";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));

/** What is loaded together with each program, and how many KB it may have. */
const BUDGETS = [
  ["extension.cjs", 350],
  ["app.cjs", 350],
  ["run.cjs", 350],
  ["hook.cjs", 350],
  ["mcp.cjs", 600],
] as const;

/** The size of what is shipped, in KB of 1,000 bytes. */
export function benchBundles(): void {
  console.log("\nbundles, each with the chunks it needs to start");
  for (const [name, budget] of BUDGETS) {
    const size = [...loadedWith(name)].reduce((sum, file) => sum + statSync(file).size, 0) / 1000;
    report(name, `${size.toFixed(0)} KB`, `≤ ${budget} KB`, size <= budget);
  }
  const all = readdirSync(DIST).filter((name) => /\.[cm]js$/.test(name));
  const total = all.reduce((sum, name) => sum + statSync(join(DIST, name)).size, 0) / 1000;
  console.log(`  ${all.length} files, ${total.toFixed(0)} KB together`);
}

/** A bundle and what it requires at once. */
function loadedWith(name: string): ReadonlySet<string> {
  const files = new Set<string>();
  const add = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, next] of readFileSync(file, "utf8").matchAll(/(?<!=>)require\("(\.\/[^"]+)"\)/g))
      add(join(dirname(file), next!));
  };
  add(join(DIST, name));
  return files;
}
