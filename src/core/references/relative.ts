import type { Path } from "../model/place.ts";

/** The path that a text in a document means, read from the document's folder; `undefined` where it leaves the repository. */
export function resolveFrom(document: Path, written: string): Path | undefined {
  const parts = document.split("/").slice(0, -1);
  for (const part of written.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

/** A path as it is written in a document, from the document's folder. */
export function relativeTo(document: Path, path: Path): string {
  const from = document.split("/").slice(0, -1);
  const to = path.split("/");
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => ".."), ...to.slice(same)].join("/");
}
