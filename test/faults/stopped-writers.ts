import { setTimeout as pause } from "node:timers/promises";
import { aftermath, makeSite, WRITER_KINDS, type Aftermath } from "./processes.ts";
import { randomOf } from "./seed.ts";

const DAY_MS = 86_400_000;

/** Writers whose clocks differ by days are stopped (as by a sleeping laptop) and go on, while others write. */
export async function stopWriters(options: {
  stops: number;
  longestMs: number;
  seed: number;
}): Promise<Aftermath & { readonly stops: number; readonly acknowledged: number }> {
  const { stops, longestMs, seed } = options;
  const random = randomOf(seed);
  const site = await makeSite();
  try {
    const writers = WRITER_KINDS.map((kind, at) =>
      site.start(kind, { offset: [0, DAY_MS, -DAY_MS, 0][at]! }),
    );
    await Promise.all(writers.map(({ ready }) => ready));
    for (let i = 0; i < stops; i++) {
      const writer = random.pick(writers);
      writer.process.kill("SIGSTOP");
      await pause(random.next() * longestMs);
      writer.process.kill("SIGCONT");
      await pause(random.next() * 20);
    }
    for (const writer of writers) writer.process.kill("SIGKILL");
    await Promise.all(writers.map(({ ended }) => ended));
    const acknowledged = writers.flatMap((writer) => writer.acknowledged);
    return { stops, acknowledged: acknowledged.length, ...(await aftermath(site, acknowledged)) };
  } finally {
    site.remove();
  }
}
