import { type Config, CONFIG_PATHS, mergeConfigs, type Path, readConfig, type ReadConfig } from "#core";
import type { Tree, World } from "#ports";
import type { Kept } from "./kept.ts";

const BUILTIN = "lockstep:";

/** Configurations that extend each other deeper than this are refused. */
const DEEPEST = 4;

/** The configuration of a tree with all it extends, read and checked; `undefined` when it has none. */
export async function readConfiguration(
  world: World,
  tree: Pick<Tree, "read">,
  memory: Kept<ReadConfig>,
): Promise<ReadConfig | undefined> {
  for (const path of CONFIG_PATHS) {
    const text = await tree.read(path);
    if (text === undefined) continue;
    const read = await memory.get(`${path}\n${text}`, () => readConfig(path, text));
    if (!read.config.extends) {
      memory.turn();
      return read;
    }
    const whole = await extended(read, text, { world, tree, memory, above: [path] });
    const key = JSON.stringify([whole.texts, whole.findings]);
    const merged = await memory.get(key, () => whole);
    memory.turn();
    return merged;
  }
  return undefined;
}

interface Reading {
  readonly world: World;
  readonly tree: Pick<Tree, "read">;
  readonly memory: Kept<ReadConfig>;
  /** The configurations that led here, outermost first. */
  readonly above: readonly string[];
}

/** A configuration with all it extends, and the texts it was read from. */
interface Whole extends ReadConfig {
  readonly texts: readonly string[];
}

/**
 * What a configuration says together with everything it extends. What cannot be read is a finding where it
 * is named. A value that only a base sets has its place in that base.
 */
async function extended(read: ReadConfig, text: string, reading: Reading): Promise<Whole> {
  const findings = [...read.findings];
  const bases: Whole[] = [];
  let config: Config = {};
  for (const [at, name] of (read.config.extends ?? []).entries()) {
    const wrong = (message: string): void => {
      const place = read.place(["extends", at]);
      findings.push({ rule: "config/extends", severity: "error", message, place, because: [] });
    };
    if (name.startsWith(BUILTIN)) {
      const builtin = name.slice(BUILTIN.length);
      if ((await reading.world.builtin(builtin)) === undefined)
        wrong(`There is no built-in protocol “${builtin}”.`);
      else config = mergeConfigs(config, { protocols: [name] });
      continue;
    }
    const base = await baseNamed(name, read.path, reading);
    if (base === undefined) wrong(`“${name}” is not there, or lies outside the repository.`);
    else if (reading.above.includes(base.path)) wrong(`“${name}” extends itself.`);
    else if (reading.above.length >= DEEPEST) wrong(`“${name}” is more than ${DEEPEST} configurations deep.`);
    else {
      const below = await reading.memory.get(`${base.path}\n${base.text}`, () =>
        readConfig(base.path, base.text),
      );
      const whole = await extended(below, base.text, { ...reading, above: [...reading.above, base.path] });
      findings.push(...whole.findings);
      bases.unshift(whole);
      config = mergeConfigs(config, whole.config);
    }
  }
  const { extends: _, ...own } = read.config;
  const sources = [read, ...bases];
  return {
    path: read.path,
    config: mergeConfigs(config, own),
    findings,
    place: (keys) => (sources.find((source) => source.holds(keys)) ?? read).place(keys),
    holds: (keys) => sources.some((source) => source.holds(keys)),
    texts: [`${read.path}\n${text}`, ...bases.flatMap(({ texts }) => texts)],
  };
}

async function baseNamed(
  name: string,
  from: Path,
  { world, tree }: Reading,
): Promise<{ path: Path; text: string } | undefined> {
  if (!name.startsWith(".")) {
    const text = await world.packaged(name);
    return text === undefined ? undefined : { path: `node_modules/${name}/lockstep.jsonc`, text };
  }
  const path = within(from, name);
  const text = path === undefined ? undefined : await tree.read(path);
  return path === undefined || text === undefined ? undefined : { path, text };
}

/** A relative path seen from a file's folder; `undefined` where it leaves the repository. */
function within(from: Path, relative: string): Path | undefined {
  const segments = from.split("/").slice(0, -1);
  for (const segment of relative.split("/")) {
    if (segment === "." || segment === "") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join("/");
}
