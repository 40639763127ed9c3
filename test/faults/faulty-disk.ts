import type { FileHandle } from "node:fs/promises";
import { nodeDisk, type Disk } from "../../src/adapters/ledger/disk.ts";

/** What happens to one call: it fails with a code, or a write takes only some of the bytes. */
export type Fault = "ENOSPC" | "EIO" | "EACCES" | "EMFILE" | "EPERM" | "EBUSY" | "short-write";

export interface FaultyDisk extends Disk {
  /** The calls made so far, by name, in order. */
  readonly calls: readonly string[];
}

/** A disk whose `at`-th call (from 0) meets a fault, once. */
export function faultyDisk(at: number, fault: Fault): FaultyDisk {
  const calls: string[] = [];

  /** Counts a call; throws when it is the one. A short write is no failure: only `write` knows it. */
  function meets(name: string): boolean {
    const hit = calls.length === at;
    calls.push(name);
    if (!hit) return false;
    if (fault === "short-write") return true;
    throw Object.assign(new Error(`${fault}: injected into ${name}`), { code: fault });
  }

  function handleOf(handle: FileHandle): FileHandle {
    return new Proxy(handle, {
      get(target, key) {
        const method = Reflect.get(target, key) as unknown;
        if (typeof method !== "function") return method;
        return async (...args: unknown[]) => {
          let short = false;
          try {
            short = meets(`handle.${String(key)}`);
          } catch (error) {
            // A failing close closes all the same, as on Linux.
            if (key === "close") await target.close();
            throw error;
          }
          if (short && key === "write") args[2] = Math.max(1, Math.floor((args[2] as number) / 2));
          return (method as (...all: unknown[]) => unknown).apply(target, args);
        };
      },
    });
  }

  return new Proxy(nodeDisk, {
    get(target, key) {
      if (key === "calls") return calls;
      const method = Reflect.get(target, key) as unknown;
      if (typeof method !== "function") return method;
      return async (...args: unknown[]) => {
        meets(String(key));
        const result = (await (method as (...all: unknown[]) => unknown).apply(target, args)) as unknown;
        return key === "open" ? handleOf(result as FileHandle) : result;
      };
    },
  }) as FaultyDisk;
}
