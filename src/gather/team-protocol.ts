import type { Finding, Protocol } from "#core";
import type { World } from "#ports";
import { readConfiguration } from "./configuration.ts";
import { createMemory } from "./memory.ts";
import { readProtocol } from "./protocol.ts";

/** The protocol that the after side is held to, and nothing else of a check; or why it cannot be read. */
export async function teamProtocol(world: World): Promise<Protocol | Finding> {
  const { after } = await world.compare();
  const memory = createMemory();
  const configuration = await readConfiguration(world, after, memory.configuration);
  const { protocol } = await readProtocol(world, after, configuration, memory.protocols);
  const unreadable = [...(configuration?.findings ?? []), ...protocol.findings].find(
    ({ rule, severity }) => rule.startsWith("config/") && severity === "error",
  );
  return unreadable ?? protocol;
}
