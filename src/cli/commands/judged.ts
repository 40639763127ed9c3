import { repositoryWorld, type RepositoryWorld, type RepositoryWorldOptions } from "#adapters/world";
import { type Mode, openRepository } from "#adapters/repository";
import { check } from "#check";
import { createMemory } from "#gather/memory";
import type { Stage, Verdict } from "#core";
import { resolve } from "node:path";
import type { Call, Options } from "../arguments.ts";
import { findHome } from "../home.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "./handler.ts";

/** Opens the repository a call is about, in the mode its options choose. */
export async function openWorld(
  { options }: Call,
  { cwd, env }: Terminal,
  { ranks, mode = modeOf(options) }: { ranks?: RepositoryWorldOptions["ranks"]; mode?: Mode } = {},
): Promise<RepositoryWorld> {
  const repository = await openRepository(resolve(cwd, options.cwd ?? "."), {
    env,
    hook: options.staged === true,
  });
  return repositoryWorld({
    repository,
    mode,
    stage: stageOf(options),
    home: findHome(),
    env,
    attested: attestedBy(options),
    codeOnly: options["code-only"] === true,
    ...(ranks ? { ranks } : {}),
  });
}

/** Opens the repository, checks, and closes it again. */
export async function judged(
  call: Call,
  terminal: Terminal,
  more: Pick<RepositoryWorldOptions, "ranks"> = {},
): Promise<Verdict> {
  const world = await openWorld(call, terminal, more);
  try {
    return await check(world, createMemory());
  } finally {
    await world.close();
  }
}

/** A review counts only where a pull request is judged. */
function attestedBy({ attested = "", base }: Options): string[] {
  if (attested !== "" && base === undefined) throw new UsageError("--attested goes with --base.");
  return attested
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function modeOf({ base, staged, commit }: Options): Mode {
  if (staged) return { is: "staged" };
  if (commit !== undefined) return { is: "commit", sha: commit };
  return base === undefined ? { is: "working" } : { is: "range", base, head: "HEAD" };
}

/** A plain check is somebody asking “may I go on?”: a gate. History and pull requests are judged as CI does. */
function stageOf({ base, commit }: Options): Stage {
  return base !== undefined || commit !== undefined ? "ci" : "gate";
}

/** The format asked for. */
export function formatOf({ format, json }: Options): "text" | "json" {
  if (json) return "json";
  if (format === undefined || format === "text" || format === "json") return format ?? "text";
  throw new UsageError(`There is no format “${format}”; there are: text, json.`);
}
