import { openRepository } from "#adapters/repository";
import { repositoryWorld, type RepositoryWorld } from "#adapters/world";
import type { Actor } from "#core";
import { gather } from "#gather/gather";
import { createMemory } from "#gather/memory";
import { type Desk, ToolTrouble } from "#tools/desk";

/** Where the server works. */
export interface Office {
  readonly cwd: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Keeps the repository open between calls and lets one in at a time. */
export interface Clerk {
  /** Does something at a desk, after whatever was asked before. Throws what it throws, and Trouble where there is no repository. */
  at<Answer>(
    by: { name: string; signal?: AbortSignal },
    act: (desk: Desk) => Promise<Answer>,
  ): Promise<Answer>;
  close(): Promise<void>;
}

/** Calls that may wait; more are refused. */
const WAITING = 50;

export function openClerk({ cwd, home, env }: Office): Clerk {
  const memory = createMemory();
  let world: RepositoryWorld | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  async function opened(): Promise<RepositoryWorld> {
    world ??= repositoryWorld({
      repository: await openRepository(cwd, { env }),
      mode: { is: "working" },
      // Whoever asks wants to know whether they may go on.
      stage: "gate",
      home,
    });
    return world;
  }

  return {
    at(by, act) {
      if (waiting >= WAITING)
        return Promise.reject(new ToolTrouble("Too many calls wait already; try again later."));
      waiting++;
      const answer = last.then(async () => {
        by.signal?.throwIfAborted();
        const open = await opened();
        // Whatever any program did since the last call counts.
        open.moved();
        const agent: Actor = { kind: "agent", name: by.name, via: "mcp" };
        return act({
          world: open,
          agent,
          snapshot: () => gather(open, memory),
          ...(by.signal ? { signal: by.signal } : {}),
        });
      });
      last = answer.catch(() => undefined).finally(() => waiting--);
      return answer;
    },
    async close() {
      await last;
      await world?.close();
    },
  };
}
