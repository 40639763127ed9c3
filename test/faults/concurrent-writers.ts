import { aftermath, makeSite, WRITER_KINDS, type Aftermath } from "./processes.ts";

/** Writers that all write at once and end by themselves. */
export async function writeTogether(options: {
  writers: number;
  each: number;
}): Promise<Aftermath & { readonly acknowledged: number; readonly p50: number; readonly p95: number }> {
  const site = await makeSite();
  try {
    const writers = Array.from({ length: options.writers }, (_, at) =>
      // Kept stores only: the time of one record is asked for, not that of reading a change anew.
      site.start(WRITER_KINDS[at % 2 === 0 ? 0 : 3], { count: options.each }),
    );
    for (const { ended } of writers) {
      const { code, stderr } = await ended;
      if (code !== 0) throw new Error(`a writer failed (${code}): ${stderr}`);
    }
    const took = writers.flatMap((writer) => writer.took).sort((a, b) => a - b);
    const acknowledged = writers.flatMap((writer) => writer.acknowledged);
    const at = (share: number) => took[Math.floor(took.length * share)] ?? 0;
    return {
      acknowledged: acknowledged.length,
      p50: at(0.5),
      p95: at(0.95),
      ...(await aftermath(site, acknowledged)),
    };
  } finally {
    site.remove();
  }
}
