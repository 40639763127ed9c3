/** A title as an id: lower case, letters and digits of any script, joined by dashes. `""` where it has neither. */
export function slug(title: string): string {
  return title
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join("-");
}

/** Ids for titles in order; a repeated one gets `-2`, `-3`, … and an empty one its position. */
export function slugs(titles: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return titles.map((title, at) => {
    const id = slug(title) || `part-${at + 1}`;
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return times === 1 ? id : `${id}-${times}`;
  });
}
