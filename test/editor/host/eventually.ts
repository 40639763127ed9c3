import { setTimeout as pause } from "node:timers/promises";

/**
 * How long a condition is waited for: generous, because a busy machine is slow and a met condition costs nothing, and
 * less than a test may take, so that a test that waits in vain ends by itself and says for what.
 */
const patience = 30_000;

/**
 * Polls `probe` until it gives something other than undefined and returns that. A probe that throws counts as not yet.
 * When patience ends, throws an error that names `what` was waited for and what `saw` reports instead.
 */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | undefined>,
  saw: () => Promise<unknown>,
  timeout = patience,
): Promise<T> {
  const end = Date.now() + timeout;
  let last: unknown;
  do {
    try {
      const got = await probe();
      if (got !== undefined) return got;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await pause(50);
  } while (Date.now() < end);
  const seen = await saw().catch((error: unknown) => `(could not look: ${String(error)})`);
  throw new Error(
    `Waited ${timeout / 1000} s for ${what}. Saw instead: ${typeof seen === "string" ? seen : JSON.stringify(seen, undefined, 1)}`,
    { cause: last },
  );
}

/** Whether a text is the one meant: it contains the string, or matches the pattern. */
export function speaksOf(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? text.includes(wanted) : wanted.test(text);
}
