import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { report } from "./measure.ts";

const BUDGETS = [
  ["dist/extension.cjs", 350],
  ["dist/app.cjs", 350],
  ["dist/cli.mjs", 350],
] as const;

/** The size of what is shipped, in KB of 1,000 bytes. */
export function benchBundles(): void {
  console.log("\nbundles");
  for (const [path, budget] of BUDGETS) {
    const size = statSync(fileURLToPath(new URL(`../${path}`, import.meta.url))).size / 1000;
    report(path, `${size.toFixed(0)} KB`, `≤ ${budget} KB`, size <= budget);
  }
}
