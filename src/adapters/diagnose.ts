import type { Checkup } from "#views/doctor";
import { count } from "#views/plain";
import { sayTrouble } from "#views/troubles";
import type { Finding, Snapshot } from "#core";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { diagnoseAgents } from "./agents/diagnose-agents.ts";
import { openRepository } from "./repository.ts";
import { repositoryWorld } from "./world.ts";

/** What the doctor is called to. */
export interface DiagnoseOptions {
  readonly folder: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Looks at everything a check depends on, as far as it gets: what fails is a line of the report, never thrown. */
export async function diagnose({ folder, home, env }: DiagnoseOptions): Promise<Checkup[]> {
  const checks: Checkup[] = [{ title: "Node", state: "good", says: process.version }];
  try {
    const repository = await openRepository(folder, { env });
    const world = repositoryWorld({ repository, mode: { is: "working" }, stage: "gate", home });
    try {
      checks.push({ title: "Repository", state: "good", says: repository.root });
      const snapshot = await gather(world, createMemory());
      checks.push(...checkupsOf(snapshot));
      const { protocol, configuration } = snapshot;
      const isSetUp = configuration !== undefined;
      checks.push(...(await diagnoseAgents({ root: repository.root, env, protocol, home, isSetUp })));
    } finally {
      await world.close();
    }
  } catch (error) {
    checks.push({ title: "Repository", state: "bad", says: sayTrouble(error) });
  }
  return checks;
}

function checkupsOf({ change, configuration, protocol, ownProtocol, unmatched }: Snapshot): Checkup[] {
  return [
    { title: "Comparison", state: "good", says: `${change.base} → ${change.head}` },
    configuration
      ? fromFindings("Configuration", configuration.findings, configuration.path)
      : {
          title: "Configuration",
          state: "unsure",
          says: "None; surfaces are proposed from what is there. lockstep init proposes one.",
        },
    fromFindings(
      "Protocol",
      protocol.findings,
      `${protocol.title} (${ownProtocol ? "this repository's" : "built in"}), ${count(protocol.surfaces.length, "surface")}`,
    ),
    unmatched.length === 0
      ? { title: "Bindings", state: "good", says: "Every configured glob list matches a file." }
      : {
          title: "Bindings",
          state: "unsure",
          says: `Match nothing: ${unmatched.map((keys) => keys.join(".")).join(", ")}.`,
        },
  ];
}

function fromFindings(title: string, findings: readonly Finding[], otherwise: string): Checkup {
  const worst = findings.find(({ severity }) => severity === "error" || severity === "warning");
  if (!worst) return { title, state: "good", says: otherwise };
  const state = worst.severity === "error" ? "bad" : "unsure";
  return { title, state, says: `${worst.message} (${worst.place.path}:${worst.place.line})` };
}
