import { type Finding, type Protocol, unboundNames } from "#core";
import { readConfiguration } from "#gather/configuration";
import { createMemory } from "#gather/memory";
import { Trouble } from "#ports";
import { realpath } from "node:fs/promises";
import { join } from "node:path";
import type { Call } from "./arguments.ts";
import { openWorld } from "./commands/judged.ts";
import type { Terminal } from "./terminal.ts";

/**
 * What a protocol document names and the configuration of the repository around it binds to nothing. Empty
 * outside of a repository, and where the configuration does not name the document.
 */
export async function unboundFindings(
  file: string,
  protocol: Protocol,
  call: Call,
  terminal: Terminal,
): Promise<readonly Finding[]> {
  const world = await openWorld(call, terminal).catch((error: unknown) => {
    if (error instanceof Trouble) return undefined;
    throw error;
  });
  if (!world) return [];
  try {
    const { after } = await world.compare();
    const configuration = await readConfiguration(world, after, createMemory().configuration);
    const named = configuration?.config.protocols ?? [];
    const path = await realpath(file);
    const { root } = world.repository;
    if (!configuration || !named.some((name) => join(root, name) === path)) return [];
    return unboundNames(protocol, configuration.config).map(({ place, message }) => ({
      rule: "protocol/unbound",
      severity: "hint",
      message,
      place,
      because: [],
    }));
  } catch (error) {
    // A repository that has nothing to compare yet still has documents to lint.
    if (error instanceof Trouble) return [];
    throw error;
  } finally {
    await world.close();
  }
}
