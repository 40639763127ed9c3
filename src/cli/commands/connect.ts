import {
  connectedPaths,
  CONNECTIONS,
  type Connection,
  connectionsIn,
  planConnect,
  planDisconnect,
  staleTexts,
} from "#acts/connect";
import type { Plan } from "#acts/plan";
import { repositoryFiles } from "#adapters/repository-files";
import type { RepositoryWorld } from "#adapters/world";
import type { Path, Protocol } from "#core";
import { teamProtocol } from "#gather/team-protocol";
import { EXIT } from "#manifest/cli";
import { plain } from "#views/plain";
import { createTwoFilesPatch } from "diff";
import type { Options } from "../arguments.ts";
import { lockstepHere } from "../lockstep-path.ts";
import type { Terminal } from "../terminal.ts";
import { changeGitHooks } from "./hooks.ts";
import { type Handler, UsageError } from "./handler.ts";
import { formatOf, openWorld } from "./judged.ts";

export const connect: Handler = async (call, terminal) => {
  const { options } = call;
  if (options.check && (options.write || options.remove))
    throw new UsageError("--check only looks; it goes with neither --write nor --remove.");
  const format = formatOf(options);
  const world = await openWorld(call, terminal);
  try {
    const root = world.repository.root;
    const wanted = wantedBy(options) ?? connectionsIn(await world.paths());
    const files = await repositoryFiles(root, connectedPaths());
    if (options.check) return lookForStale(files, await protocolOf(world), format, terminal);
    const callers = { named: "lockstep", absolute: lockstepHere() };
    const planned = options.remove
      ? planDisconnect(wanted, files)
      : planConnect(wanted, files, callers, await protocolOf(world));
    if ("refused" in planned) throw new UsageError(planned.refused);
    const { plan } = planned;
    if (options.write) await world.perform(plan);
    // In JSON all that is said about git's hooks is for people, and for them alone.
    const { err } = terminal;
    const spoken = format === "json" ? { ...terminal, out: err } : terminal;
    if (format === "json") terminal.out.write(toJson(wanted, plan, options.write === true));
    else show(plan, terminal);
    if (options["git-hooks"])
      await changeGitHooks(
        options.remove ? "uninstall" : "install",
        world.repository,
        spoken,
        !options.write,
      );
    const changes = plan.files.length + (plan.removes?.length ?? 0);
    if (changes === 0 && wanted.length > 0)
      err.write("Nothing is left to do: everything is as it should be.\n");
    else if (wanted.length > 0)
      err.write(options.write ? "Written.\n" : "Nothing was written; --write writes it.\n");
    if (options.write && !options.remove && wanted.includes("codex"))
      err.write("Codex skips hooks it was not told to trust: open /hooks in Codex and trust Lockstep's.\n");
    return EXIT.inStep;
  } finally {
    await world.close();
  }
};

/** What the section of AGENTS.md is compiled from. Throws UsageError where it cannot be read. */
async function protocolOf(world: RepositoryWorld): Promise<Protocol> {
  const protocol = await teamProtocol(world);
  if (!("rule" in protocol)) return protocol;
  const { message, place } = protocol;
  throw new UsageError(
    `The instructions are compiled from the protocol, which cannot be read: ${plain(message)} (${plain(place.path)}:${place.line})`,
  );
}

function lookForStale(
  files: ReadonlyMap<Path, string>,
  protocol: Protocol,
  format: "text" | "json",
  { out, err }: Terminal,
): number {
  const stale = staleTexts(files, protocol);
  if (format === "json") out.write(`${JSON.stringify({ version: 1, stale }, null, 2)}\n`);
  else for (const path of stale) out.write(`${path}: not what lockstep connect would write now.\n`);
  if (stale.length === 0) {
    err.write("Nothing that lockstep connect wrote is out of date.\n");
    return EXIT.inStep;
  }
  err.write("lockstep connect --write brings agents' files up to date, --ci --write the workflow.\n");
  return EXIT.findings;
}

/** The connections the options name; `undefined` where they name none at all. Throws UsageError. */
function wantedBy(options: Options): readonly Connection[] | undefined {
  const { agent, ci } = options;
  if (agent !== undefined && !isAgent(agent)) {
    const names = CONNECTIONS.filter((name) => name !== "ci").join(", ");
    throw new UsageError(`There is no agent “${agent}”; there are: ${names}.`);
  }
  if (agent === undefined && !ci && !options["git-hooks"]) return undefined;
  return [...(agent === undefined ? [] : [agent]), ...(ci ? (["ci"] as const) : [])];
}

function isAgent(name: string): name is Connection {
  return name !== "ci" && (CONNECTIONS as readonly string[]).includes(name);
}

/** One file that connecting makes, edits or takes away. */
interface Change {
  readonly path: Path;
  /** `null` where there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

function changesOf({ files, removes = [] }: Plan): readonly Change[] {
  return [
    ...files.map(({ path, text, replaces }) => ({ path, before: replaces ?? null, after: text })),
    ...removes.map(({ path, replaces }) => ({ path, before: replaces, after: null })),
  ];
}

function show(plan: Plan, { out }: Terminal): void {
  for (const change of changesOf(plan)) out.write(`${patchOf(change)}\n`);
}

function toJson(connections: readonly Connection[], plan: Plan, written: boolean): string {
  const files = changesOf(plan).map((change) => ({
    path: change.path,
    change: change.before === null ? "added" : change.after === null ? "removed" : "edited",
    patch: patchOf(change),
  }));
  return `${JSON.stringify({ version: 1, connections, written, files }, null, 2)}\n`;
}

function patchOf({ path, before, after }: Change): string {
  const name = (text: string | null): string => (text === null ? "/dev/null" : path);
  return createTwoFilesPatch(name(before), name(after), before ?? "", after ?? "");
}
