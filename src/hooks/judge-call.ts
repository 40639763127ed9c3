import { recordViolations } from "#adapters/hooks/violations";
import { readTail } from "#adapters/hooks/read-tail";
import type { HookSessions } from "#adapters/hooks/sessions";
import { readLedger } from "#adapters/ledger/read-tree";
import { overlay } from "#adapters/trees/overlay";
import type { RepositoryWorld } from "#adapters/world";
import { check } from "#check";
import {
  type ChangeState,
  CONFIG_PATHS,
  currentChange,
  foldLedger,
  lastMessageIn,
  type Path,
  phaseDocumentPath,
  type Verdict,
} from "#core";
import { createMemory } from "#gather/memory";
import type { Comparison } from "#ports";
import { realpath } from "node:fs/promises";
import { sep } from "node:path";
import { applyEdits } from "./apply-edits.ts";
import { brief } from "./brief.ts";
import { type HookAnswer, type HookCall, NOTHING } from "./call.ts";
import { refuseCommand } from "./decide-command.ts";
import { refuseSettings } from "./decide-settings.ts";
import { refuseEdit, sayProtected } from "./decide-edit.ts";
import { breachesAtStop, sayBreaches } from "./decide-stop.ts";
import { pathsOf } from "./edit.ts";
import { type Location, pathIn } from "./locate.ts";
import { protectedAnywhere } from "./protected.ts";
import { undocumentedAmong } from "./undocumented.ts";

/** How often one session's turns are sent back before they are let go and recorded instead. */
export const SENT_BACK_AT_MOST = 3;

/** Where a call is judged. */
export interface Bench {
  readonly world: RepositoryWorld;
  readonly sessions: HookSessions;
  /** The agent's name, for the record. */
  readonly agent: string;
  readonly now: Date;
  /** Where the paths of the call's edits lead, by the paths as said. */
  readonly locations: ReadonlyMap<string, Location>;
}

/** What Lockstep says to a call about one repository. Throws Trouble when the world refuses. */
export async function judgeCall(call: HookCall, bench: Bench): Promise<HookAnswer> {
  const room = await roomOf(bench.world);
  if (!room) return NOTHING;
  switch (call.event) {
    case "before-edit":
      return denial(await judgeEdit(call, bench, room));
    case "before-command":
      return denial(
        refuseCommand(await verdictOf(bench.world, room.comparison), call.command ?? "", room.documentOf(await protocolOf(bench, room))),
      );
    case "stop":
      return judgeStop(call, bench, room);
    case "session-start":
    case "prompt": {
      const verdict = await verdictOf(bench.world, room.comparison);
      const text = brief(verdict, room.documentOf(verdict), call.event === "prompt" ? "short" : "long");
      return text === undefined ? NOTHING : { is: "context", text };
    }
    case "config-change":
      return denial(await refuseSettings(call, bench.world.repository.root, room.comparison.before));
    case "other":
      return NOTHING;
  }
}
