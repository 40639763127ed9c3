import { readTail } from "#adapters/hooks/read-tail";
import type { HookSessions } from "#adapters/hooks/sessions";
import { recordViolations } from "#adapters/hooks/violations";
import { overlay } from "#adapters/trees/overlay";
import type { RepositoryWorld } from "#adapters/world";
import { check } from "#check";
import { lastMessageIn, type Verdict } from "#core";
import { createMemory } from "#gather/memory";
import type { Tree } from "#ports";
import { compareTrees } from "../compare.ts";
import { applyEdits } from "./apply-edits.ts";
import { brief } from "./brief.ts";
import { type HookAnswer, type HookCall, NOTHING } from "./call.ts";
import { refuseCommand } from "./decide-command.ts";
import { refuseEdit, sayProtected } from "./decide-edit.ts";
import { refuseSettings } from "./decide-settings.ts";
import { type Breach, breachesAtStop, codeTooEarly, sayBefore, sayBreaches } from "./decide-stop.ts";
import { pathsOf } from "./edit.ts";
import { type Location, pathIn } from "#adapters/locate";
import { protectedAnywhere } from "./protected.ts";
import { enter, type Room } from "./room.ts";

/** How often a session's turns are sent back before they are let go and recorded instead. */
const SENT_BACK_AT_MOST = 3;

/** Where and by whom a call is judged. */
export interface Bench {
  readonly world: RepositoryWorld;
  readonly sessions: HookSessions;
  /** The agent's name, for the record. */
  readonly agent: string;
  readonly now: Date;
  /** Told when a verdict was made. */
  readonly judged: () => void;
  /** Where the paths of the call's edits lead, by the paths as said. */
  readonly locations: ReadonlyMap<string, Location>;
}

/** What Lockstep says to a call about one repository: nothing where it is not set up. Throws Trouble when the world refuses. */
export async function judgeCall(call: HookCall, bench: Bench): Promise<HookAnswer> {
  const room = await enter(bench.world);
  if (!room) return NOTHING;
  switch (call.event) {
    case "before-edit":
      return denial(await judgeEdit(call, bench, room));
    case "before-command": {
      const verdict = await verdictOf(bench, room);
      return denial(refuseCommand(verdict, call.command ?? "", room.documentsOf(verdict.protocol)));
    }
    case "stop":
      return judgeStop(call, bench, room);
    case "session-start":
    case "prompt": {
      const verdict = await verdictOf(bench, room);
      const length = call.event === "prompt" ? "short" : "long";
      const text = brief(verdict, room.documentsOf(verdict.protocol), length);
      return text === undefined ? NOTHING : { is: "context", text };
    }
    case "config-change":
      return denial(await refuseSettings(call, room.root, room.comparison.before));
    case "other":
      return NOTHING;
  }
}

/** The verdict on the tree as it is, or with another tree in place of its after side. */
async function verdictOf(
  { world, judged }: Bench,
  { comparison }: Room,
  after: Tree = comparison.after,
): Promise<Verdict> {
  const verdict = await check({ ...world, compare: async () => ({ ...comparison, after }) }, createMemory());
  judged();
  return verdict;
}

function denial(reason: string | undefined): HookAnswer {
  return reason === undefined ? NOTHING : { is: "deny", reason };
}

async function judgeEdit(call: HookCall, bench: Bench, room: Room): Promise<string | undefined> {
  const said = call.edits.flatMap(pathsOf);
  const places = said.flatMap((path) => bench.locations.get(path) ?? []);
  for (const { absolute, real } of places) {
    const because =
      protectedAnywhere(slashed(absolute)) ?? protectedAnywhere(slashed(real)) ?? room.gitOwns(real);
    if (because !== undefined) return sayProtected(because);
  }
  const pathOf = (path: string) => {
    const location = bench.locations.get(path);
    return location && pathIn(room.root, location);
  };
  // A link is judged as what it leads to and as what it is.
  const own = places.flatMap((place) => pathIn(room.root, { real: place.absolute }) ?? []);
  const paths = [...new Set([...said.flatMap((path) => pathOf(path) ?? []), ...own])];
  if (paths.length === 0) return undefined;
  const { comparison } = room;
  const texts = await applyEdits(call.edits, pathOf, (path) => comparison.after.read(path));
  const after = await overlay(comparison.after, texts, bench.world.repository.objectFormat);
  const verdict = await verdictOf(bench, room, after);
  const [now, then] = await Promise.all(
    [comparison.after, after].map((tree) => compareTrees(comparison.before, tree)),
  );
  const [changed, left] = [now!, then!].map((list) => list.map(({ path }) => path));
  const restored = new Set(paths.filter((path) => changed!.includes(path) && !left!.includes(path)));
  const refused = refuseEdit({
    verdict,
    paths,
    restored,
    protection: { protocols: verdict.protocols, openChanges: room.openChanges },
    documentOf: room.documentsOf(verdict.protocol),
  });
  if (refused !== undefined || restored.size > 0) return refused;
  return untold(codeTooEarly(verdict, left!), call, bench);
}

/** What was done behind the hooks' back, told at the next tool call; once, so that nobody is locked out by another's edits. */
async function untold(
  breaches: readonly Breach[],
  { session: id }: HookCall,
  { sessions, agent }: Bench,
): Promise<string | undefined> {
  const session = await sessions.read(agent, id);
  const fresh = breaches.find((breach) => !session.told.includes(keyOf(breach)));
  if (fresh === undefined) return undefined;
  const told = [...session.told, keyOf(fresh)].slice(-50);
  return (await sessions.write(agent, id, { ...session, told })) ? sayBefore(fresh) : undefined;
}

async function judgeStop(call: HookCall, bench: Bench, room: Room): Promise<HookAnswer> {
  const { sessions, agent } = bench;
  const lastMessage = call.lastMessage ?? (await lastSaid(call));
  const { before, after } = room.comparison;
  const changed = (await compareTrees(before, after)).map(({ path }) => path);
  const breaches = breachesAtStop(await verdictOf(bench, room), changed, lastMessage);
  const session = await sessions.read(agent, call.session);
  if (breaches.length === 0) {
    if (session.sentBack > 0) await sessions.write(agent, call.session, { ...session, sentBack: 0 });
    return NOTHING;
  }
  if (!call.stopHookActive && session.sentBack < SENT_BACK_AT_MOST) {
    // Counted before it is said: a turn that cannot be counted would be sent back for ever.
    const counted = await sessions.write(agent, call.session, { ...session, sentBack: session.sentBack + 1 });
    if (counted) return { is: "send-back", reason: sayBreaches(breaches) };
  }
  const fresh = breaches.filter((breach) => !session.recorded.includes(keyOf(breach)));
  if (fresh.length > 0 && room.change !== undefined && (await recordViolations(room.change, fresh, bench))) {
    const recorded = [...session.recorded, ...fresh.map(keyOf)].slice(-50);
    await sessions.write(agent, call.session, { ...(await sessions.read(agent, call.session)), recorded });
  }
  return NOTHING;
}

function keyOf({ rule, message }: Breach): string {
  return `${rule}\n${message}`;
}

async function lastSaid({ transcript }: HookCall): Promise<string | undefined> {
  const tail = transcript === undefined ? undefined : await readTail(transcript);
  return tail === undefined ? undefined : lastMessageIn(tail);
}

function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}
