import type { Verdict } from "#core";
import { check } from "./check.ts";
import { createMemory } from "./gather/memory.ts";
import type { World } from "#ports";

/** What a session tells its owner. */
export interface SessionEvents {
  /** A check began; `undefined` verdicts are never sent. */
  checking(): void;
  verdict(verdict: Verdict): void;
  trouble(cause: unknown): void;
}

/** Checks again when something moved. */
export interface Session {
  /** Something moved: check soon. Calls within `wait` milliseconds are one. */
  touch(): void;
  /** Check now; resolves when a verdict, or trouble, has been told. */
  check(): Promise<void>;
  dispose(): void;
}

/**
 * One session for one repository. At most one check runs at a time; when something moves meanwhile its
 * answer is dropped as overtaken and the check begins again, so that what is told is never older than the
 * last touch.
 */
export function createSession(world: World, events: SessionEvents, wait = 150): Session {
  const memory = createMemory();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let moved = 0;
  let disposed = false;

  const run = async (): Promise<void> => {
    for (;;) {
      const asOf = moved;
      const told = await check(world, memory).then(
        (verdict) => () => events.verdict(verdict),
        (cause: unknown) => () => events.trouble(cause),
      );
      if (disposed) return;
      if (asOf === moved) return told();
    }
  };

  const checkNow = (): Promise<void> => {
    clearTimeout(timer);
    if (!running) {
      events.checking();
      running = run().finally(() => (running = undefined));
    }
    return running;
  };

  return {
    touch() {
      if (disposed) return;
      moved++;
      clearTimeout(timer);
      timer = setTimeout(() => void checkNow(), wait);
    },
    check() {
      moved++;
      return checkNow();
    },
    dispose() {
      disposed = true;
      clearTimeout(timer);
    },
  };
}
