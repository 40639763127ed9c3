import { readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { report } from "./measure.ts";

/** What is loaded together, and how many KB it may have. */
const BUDGETS = [
  ["dist/extension.cjs", 350],
  ["dist/app.cjs", 350],
  ["dist/cli.mjs + chunks", 350],
  ["dist/mcp.mjs", 600],
] as const;

/** The size of what is shipped, in KB of 1,000 bytes. */
export function benchBundles(): void {
  console.log("\nbundles");
  const dist = fileURLToPath(new URL("../dist/", import.meta.url));
  const sizeOf = (name: string): number => statSync(dist + name).size / 1000;
  const chunks = readdirSync(`${dist}chunks`).filter((name) => name.endsWith(".mjs"));
  for (const [path, budget] of BUDGETS) {
    const [file, more] = path.replace("dist/", "").split(" + ");
    const own = sizeOf(file!);
    const size = more ? chunks.reduce((sum, name) => sum + sizeOf(`chunks/${name}`), own) : own;
    report(path, `${size.toFixed(0)} KB`, `≤ ${budget} KB`, size <= budget);
  }
}
