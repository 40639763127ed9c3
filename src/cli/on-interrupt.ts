const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Somebody asks the process to end: what it started is ended first. */
export interface Interrupted {
  readonly signal: AbortSignal;
  /** Listens no longer. */
  end(): void;
}

/** Listens until `end`, also to a second request while the first is carried out. */
export function onInterrupt(): Interrupted {
  const aborter = new AbortController();
  const abort = (): void => aborter.abort();
  for (const name of SIGNALS) process.on(name, abort);
  return {
    signal: aborter.signal,
    end() {
      for (const name of SIGNALS) process.off(name, abort);
    },
  };
}
