import { groupBy } from "#core";
import type { Obligation, Place } from "#core";

/** A file's lines one below the other; the files as they come. */
export function inReadingOrder(obligations: readonly Obligation[]): Obligation[] {
  const files = [...groupBy(obligations, ({ place }) => place.path).values()];
  return files.flatMap((lines) => lines.toSorted((a, b) => a.place.line - b.place.line));
}

/** What an obligation says where its place is written beside it: a sentence does not begin with the path again. */
export function besidePlace(says: string, { path }: Place): string {
  return says.startsWith(`${path} `) ? says.slice(path.length + 1) : says;
}
