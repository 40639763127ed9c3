import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";

/** Everything a command writes goes through here. */
export interface Output {
  take(chunk: Buffer): void;
  /** Closes the log. What it gives is about all the output, however much of it was kept. */
  end(): Promise<{
    readonly digest: string;
    readonly bytes: number;
    readonly tail: string;
    readonly logged: number;
  }>;
}

/**
 * Digests all output, keeps its last bytes, and writes it to a log up to a cap.
 * @param tail bytes of the end that are kept
 * @param cap bytes of the log
 */
export function openOutput(
  log: string,
  { tail, cap }: { readonly tail: number; readonly cap: number },
): Output {
  const hash = createHash("sha256");
  const stream = createWriteStream(log, { flags: "wx", mode: 0o600 });
  let failed = false;
  // A full disk takes the log away, never the run.
  stream.on("error", () => (failed = true));
  let bytes = 0;
  let logged = 0;
  let kept: Buffer[] = [];
  let keptSize = 0;
  return {
    take(chunk) {
      hash.update(chunk);
      bytes += chunk.length;
      const room = cap - logged;
      if (room > 0 && !failed) {
        const part = chunk.subarray(0, room);
        logged += part.length;
        stream.write(part);
      }
      kept.push(chunk);
      keptSize += chunk.length;
      while (kept.length > 1 && keptSize - (kept[0]?.length ?? 0) >= tail)
        keptSize -= kept.shift()?.length ?? 0;
      if (kept.length > 64) kept = [Buffer.concat(kept)];
    },
    async end() {
      stream.end();
      await finished(stream).catch(() => undefined);
      const last = Buffer.concat(kept);
      return {
        digest: `sha256:${hash.digest("hex")}`,
        bytes,
        tail: wholeCharacters(last.subarray(Math.max(0, last.length - tail))),
        logged: failed ? 0 : logged,
      };
    },
  };
}

/** The text of bytes that may begin within a character. */
function wholeCharacters(bytes: Buffer): string {
  let start = 0;
  while (start < 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
  return bytes.subarray(start).toString("utf8");
}
