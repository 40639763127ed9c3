import { ALLOWED_SIGNERS, CONFIG_PATHS, type Path, type Policy, type Protocol, type ReadConfig } from "#core";
import type { Tree, World } from "#ports";
import type { PathChange } from "../compare.ts";
import { readConfiguration } from "./configuration.ts";
import type { Memory } from "./memory.ts";
import { readProtocol } from "./protocol.ts";

/** What holds on the after side. */
interface Now {
  readonly configuration: ReadConfig | undefined;
  readonly protocol: Protocol;
  readonly protocols: readonly string[];
}

/**
 * What the gates of a change are judged by: what stood where the change began. Where no configuration stood
 * there, Lockstep is only being set up, and what is there now holds.
 */
export async function readPolicy(
  world: World,
  before: Pick<Tree, "read">,
  changes: readonly PathChange[],
  now: Now,
  memory: Memory,
): Promise<Policy> {
  const own = new Set<Path>([...CONFIG_PATHS, ALLOWED_SIGNERS, ...now.protocols]);
  const edited = changes.flatMap(({ path, from }) =>
    own.has(path) || (from !== undefined && own.has(from)) ? [path] : [],
  );
  // A configuration may build on another file: those edits are looked for too, by reading the before side.
  const isSame = edited.length === 0 && !(now.configuration?.config.extends ?? []).some(isFile);
  const held = { protocol: now.protocol, ...settingsOf(now.configuration), edited };
  if (isSame) return held;
  const then = await readConfiguration(world, before, memory.policy.configuration);
  if (then === undefined) return held;
  const { protocol } = await readProtocol(world, before, then, memory.policy.protocols);
  return { protocol, ...settingsOf(then), edited };
}

function settingsOf(configuration: ReadConfig | undefined): Pick<Policy, "approvals" | "rules"> {
  return { approvals: configuration?.config.approvals ?? {}, rules: configuration?.config.rules ?? {} };
}

function isFile(name: string): boolean {
  return name.startsWith(".");
}
