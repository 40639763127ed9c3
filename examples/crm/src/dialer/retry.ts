/** Retries after the first attempt; CRM_RETRY_LIMIT overrides it. */
export const RETRY_LIMIT = 3;
export const BACKOFF_MS = 500;
export const BACKOFF_FACTOR = 2;
export const MAX_BACKOFF_MS = 8_000;

/** The provider could not place the call; trying again may help. */
export class ProviderUnavailable extends Error {}

/** How long to wait before the given retry, the first being 1. */
export function backoff(retry: number): number {
  return Math.min(BACKOFF_MS * BACKOFF_FACTOR ** (retry - 1), MAX_BACKOFF_MS);
}

export interface Tries<T> {
  readonly result: T | undefined;
  readonly attempts: number;
}

/** Only ProviderUnavailable is retried; any other error goes straight to the caller. */
export async function withRetry<T>(
  attempt: () => Promise<T>,
  limit: number,
  sleep: (ms: number) => Promise<void>,
): Promise<Tries<T>> {
  for (let retry = 0; ; retry++) {
    if (retry > 0) await sleep(backoff(retry));
    try {
      return { result: await attempt(), attempts: retry + 1 };
    } catch (error) {
      if (!(error instanceof ProviderUnavailable)) throw error;
      if (retry >= limit) return { result: undefined, attempts: retry + 1 };
    }
  }
}
