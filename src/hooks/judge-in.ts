import { openSessions } from "#adapters/hooks/sessions";
import type { Location } from "#adapters/locate";
import { openRepository } from "#adapters/repository";
import { repositoryWorld } from "#adapters/world";
import type { HookAnswer, HookCall } from "./call.ts";
import { judgeCall } from "./judge-call.ts";
import type { HookRun } from "./run.ts";

/** Judges a call in one repository. Throws Trouble. @param root a folder that holds `.git` */
export async function judgeIn(
  root: string,
  call: HookCall,
  {
    agent,
    env,
    home,
    now,
    judged,
    locations,
  }: Pick<HookRun, "agent" | "env" | "home" | "now" | "judged"> & {
    readonly locations: ReadonlyMap<string, Location>;
  },
): Promise<HookAnswer> {
  const opened = await openRepository(root, { env });
  let head: ReturnType<typeof opened.head> | undefined;
  // One call is one moment: git is asked once where HEAD is.
  const repository = { ...opened, head: () => (head ??= opened.head()) };
  // The end of a turn is a gate; an edit is work.
  const stage = call.event === "stop" ? "gate" : "working";
  const world = repositoryWorld({ repository, mode: { is: "working" }, stage, home });
  try {
    const sessions = openSessions(repository.commonDir, now);
    return await judgeCall(call, { world, sessions, agent, now, judged, locations });
  } finally {
    await world.close();
  }
}
