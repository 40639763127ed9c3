import * as classify from "../../../src/core/impact/classify.ts";

/** Every answer about a path. */
export function classifyAll(path: string): Record<string, boolean> {
  return Object.fromEntries(Object.entries(classify).map(([name, is]) => [name, is(path)]));
}
