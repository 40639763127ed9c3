/** A line with a mark, so that a bench knows where it went whatever happened to the file. */
export interface Marked {
  readonly text: string;
  readonly mark?: number;
}

export type Random = () => number;

/** A small reproducible generator (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Edit = (lines: readonly Marked[], random: Random, pool: readonly string[]) => Marked[];

/** Lines of other files put in somewhere: what most commits do. */
const insert: Edit = (lines, random, pool) => {
  const at = Math.floor(random() * (lines.length + 1));
  const from = Math.floor(random() * Math.max(1, pool.length - 8));
  const added = pool.slice(from, from + 1 + Math.floor(random() * 8)).map((text) => ({ text }));
  return [...lines.slice(0, at), ...added, ...lines.slice(at)];
};

/** A few lines that carry no mark taken out. */
const remove: Edit = (lines, random) => {
  const at = Math.floor(random() * lines.length);
  const count = 1 + Math.floor(random() * 3);
  return lines.filter(({ mark }, index) => mark !== undefined || index < at || index >= at + count);
};

/** A line without a mark reworded. */
const reword: Edit = (lines, random) => {
  const at = Math.floor(random() * lines.length);
  return lines.map((line, index) =>
    index === at && line.mark === undefined
      ? { text: line.text.replace(/[A-Za-z]{3,}/, (word) => `${word}Changed`) }
      : line,
  );
};

/** Every line indented differently. */
const reindent: Edit = (lines, random) => {
  const depth = random() < 0.5 ? "    " : "\t";
  return lines.map((line) => ({
    ...line,
    text: line.text.replace(/^(?: {2}|\t)+/, (space) =>
      depth.repeat(space.startsWith("\t") ? space.length : space.length / 2),
    ),
  }));
};

/** Long lines wrapped after their commas and brackets, as a formatter with a narrow margin does. */
const wrap: Edit = (lines, random) => {
  if (random() < 0.5) return [...lines];
  return lines.map((line) => {
    const cut = line.text.length > 60 ? line.text.indexOf(", ", 30) : -1;
    if (cut < 0) return line;
    const indent = /^\s*/.exec(line.text)?.[0] ?? "";
    // Both halves stay one entry, so that no later edit comes between them.
    return { ...line, text: `${line.text.slice(0, cut + 1)}\n${indent}  ${line.text.slice(cut + 2)}` };
  });
};

/** The other kind of quotes, where that is only a matter of taste. */
const requote: Edit = (lines) =>
  lines.map((line) =>
    /['"].*\\/.test(line.text) || /'.*"|".*'/.test(line.text)
      ? line
      : { ...line, text: line.text.replaceAll(/'([^'"]*)'/g, '"$1"') },
  );

/** A run of lines moved somewhere else, marks and all. */
const move: Edit = (lines, random) => {
  const from = Math.floor(random() * lines.length);
  const block = lines.slice(from, from + 5 + Math.floor(random() * 20));
  const rest = [...lines.slice(0, from), ...lines.slice(from + block.length)];
  const to = Math.floor(random() * (rest.length + 1));
  return [...rest.slice(0, to), ...block, ...rest.slice(to)];
};

/** The mix, by how often each happens. */
const EDITS: readonly (readonly [weight: number, edit: Edit])[] = [
  [60, insert],
  [12, remove],
  [14, reword],
  [4, reindent],
  [3, wrap],
  [3, requote],
  [4, move],
];

/** One edit that leaves every marked line standing, looks and place aside. */
export function unrelatedEdit(lines: readonly Marked[], random: Random, pool: readonly string[]): Marked[] {
  const all = EDITS.reduce((sum, [weight]) => sum + weight, 0);
  let left = random() * all;
  for (const [weight, edit] of EDITS) {
    left -= weight;
    if (left < 0) return edit(lines, random, pool);
  }
  return [...lines];
}
