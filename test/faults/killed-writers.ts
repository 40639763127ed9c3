import { setTimeout as pause } from "node:timers/promises";
import { aftermath, makeSite, WRITER_KINDS, type Aftermath } from "./processes.ts";
import { randomOf } from "./seed.ts";

export interface Killed extends Aftermath {
  readonly kills: number;
  readonly acknowledged: number;
  readonly ms: number;
}

/** A writer dies while it starts, or some records later: at most this long after the last one we saw. */
const LONGEST_WAIT_MS = 25;

const KILLS_PER_CHANGE = 40;

/** Starts writers, kills each at a random moment of its work, and starts the next: eight at a time, of mixed kinds. */
export async function killWriters(options: { kills: number; at?: number; seed: number }): Promise<Killed> {
  const { kills, at: abreast = 8, seed } = options;
  const began = performance.now();
  const random = randomOf(seed);
  const site = await makeSite();
  const acknowledged: string[] = [];
  let done = 0;
  try {
    const lane = async (number: number) => {
      while (done < kills) {
        // A change has tens of events in life; longer ones would only measure how long reading takes.
        if (done++ % KILLS_PER_CHANGE === KILLS_PER_CHANGE - 1) await site.nextChange();
        const writer = site.start(WRITER_KINDS[number % WRITER_KINDS.length]!);
        await writer.ready;
        const records = random.below(5);
        for (const until = performance.now() + 5000; writer.acknowledged.length < records;) {
          if (performance.now() > until) break;
          await pause(2);
        }
        await pause(random.next() * LONGEST_WAIT_MS);
        writer.process.kill("SIGKILL");
        const { code, stderr } = await writer.ended;
        if (code !== null) throw new Error(`a writer ended by itself (${code}): ${stderr}`);
        for (const id of writer.acknowledged) acknowledged.push(id);
      }
    };
    await Promise.all(Array.from({ length: abreast }, (_, number) => lane(number)));
    const after = await aftermath(site, acknowledged);
    return { kills, acknowledged: acknowledged.length, ms: performance.now() - began, ...after };
  } finally {
    site.remove();
  }
}
