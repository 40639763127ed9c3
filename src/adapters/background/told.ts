/** How somebody waits for work in the background. */
export interface Told {
  readonly signal?: AbortSignal;
  /** @param share that is done, 0 to 1 */
  progress?(share: number): void;
}

/** For so many works that are waited for as one, each as much of it as the others. */
export function together(count: number, { signal, progress }: Told = {}): Told[] {
  const shares = new Float64Array(count);
  return Array.from(shares, (_, k) => ({
    ...(signal === undefined ? {} : { signal }),
    progress(share) {
      shares[k] = share;
      progress?.(shares.reduce((sum, one) => sum + one, 0) / count);
    },
  }));
}
