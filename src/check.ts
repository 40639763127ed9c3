import { judge, type Verdict } from "#core";
import type { World } from "#ports";
import { gather } from "./gather/gather.ts";
import type { Memory } from "./gather/memory.ts";

/** The one road from a world to a verdict: gather, then judge. Throws Trouble when the world refuses. */
export async function check(world: World, memory: Memory): Promise<Verdict> {
  return judge(await gather(world, memory));
}
