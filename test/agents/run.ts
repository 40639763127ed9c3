// Drives the agents that are installed, inside a network namespace that has a loopback and nothing else.
// Called by main.ts: run.ts <folder> <node> [agent …]
import { existsSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { codeServer, stamp } from "../../scripts/editor/versions.mjs";
import { AGENTS } from "./agents.ts";
import { play, SCENARIOS, skippedFor } from "./scenarios.ts";

const [folder, node, ...wanted] = process.argv.slice(2) as [string, string, ...string[]];
const outside = Object.keys(networkInterfaces()).filter((name) => name !== "lo");
if (outside.length > 0) throw new Error(`There are other interfaces: ${outside.join(", ")}`);

let failed = 0;
for (const agent of AGENTS) {
  if (wanted.length > 0 && !wanted.includes(agent.connection)) continue;
  const installed = join(folder, agent.connection);
  const isThere = agent.packages.length > 0 ? existsSync(join(installed, "node_modules")) : existsSync(stamp);
  if (!isThere) {
    console.log(`skipped  ${agent.name}: ${versionOf(agent)} is not installed`);
    continue;
  }
  for (const scenario of SCENARIOS) {
    const skipped = skippedFor(scenario, agent);
    if (skipped !== undefined) {
      console.log(`skipped  ${agent.name}: ${scenario.name}: ${skipped}`);
      continue;
    }
    const began = performance.now();
    const took = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
    try {
      const { linted } = await play(scenario, agent, { installed, node });
      const transcript = linted === undefined ? "" : `; its transcript: ${linted.trim().split("\n", 1)[0]}`;
      console.log(`passed   ${agent.name} (${versionOf(agent)}): ${scenario.name} (${took()})${transcript}`);
    } catch (error) {
      failed++;
      console.log(`FAILED   ${agent.name} (${versionOf(agent)}): ${scenario.name} (${took()})`);
      console.log(
        String(error instanceof Error ? error.message : error)
          .replaceAll(/^/gm, "    ")
          .slice(0, 3000),
      );
    }
  }
}
/** What the agent came as. */
function versionOf({ packages }: (typeof AGENTS)[number]): string {
  return packages[0] ?? `code-server@${codeServer}, its chat`;
}

process.exitCode = failed > 0 ? 1 : 0;
