import type { BlobId, Path } from "#core";

/** Values kept for one more round: what the latest round did not ask for is forgotten. */
export interface Kept<Value> {
  get(key: string, make: () => Value | Promise<Value>): Promise<Value>;
  /** Ends a round. */
  turn(): void;
}

/** The key of a file's content. */
export function contentKey(path: Path, ...ids: readonly (BlobId | undefined)[]): string {
  return JSON.stringify([path, ...ids]);
}

export function createKept<Value>(): Kept<Value> {
  let last = new Map<string, Value>();
  let now = new Map<string, Value>();
  return {
    async get(key, make) {
      const known = now.get(key) ?? last.get(key);
      const value = known ?? (await make());
      now.set(key, value);
      return value;
    },
    turn() {
      last = now;
      now = new Map();
    },
  };
}
