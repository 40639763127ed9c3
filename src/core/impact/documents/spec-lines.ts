import type { Path } from "../../model/place.ts";
import { isArchive, isExample, isGenerated, isTest, isVendored } from "../classify.ts";

/** Longer descriptions of an API are generated, or too much to read at every check. UTF-16 units. */
const MAX_LENGTH = 1_000_000;
/** A longer line is no line that somebody wrote. */
const MAX_LINE = 4_000;
const name = /(?:^|[/._-])(?:openapi|swagger|asyncapi)[^/]*\.(?:ya?ml|json)$/i;
const version = /^(?:\{?\s*|\s{0,4})["']?(?:openapi|swagger|asyncapi)["']?\s*:/m;
const member = /^(\s*(?:- )*)(["']?)([^\s"':#][^"':]*)\2\s*:(?:\s+(.*))?$/;
const prose = new Set(["description", "summary", "title"]);
/** What a bundler or generator writes at the top: it is the source that has to change. */
const generated = /^#.*\b(?:generated|do not edit)\b/im;

/** How a line of an API's description reads: `prose` says something to its readers, `use` shows a value. */
export type SpecLine = "prose" | "use" | "structure";

/** What an API's description says, line by line. */
interface SpecLines {
  readonly lines: readonly SpecLine[];
  /** What the prose is about: the key that holds it, and the key's line; in order. */
  readonly titles: readonly { readonly line: number; readonly title: string }[];
}

/** Whether a path may be that of an OpenAPI or AsyncAPI description that people write and read. */
export function mayBeSpec(path: Path): boolean {
  return (
    name.test(path) &&
    !isArchive(path) &&
    !isVendored(path) &&
    !isGenerated(path) &&
    !isTest(path) &&
    !isExample(path)
  );
}

/** Whether a text is one, and none that only machines read. */
export function isSpec(path: Path, text: string): boolean {
  if (!mayBeSpec(path) || text.length > MAX_LENGTH) return false;
  const head = text.slice(0, 5_000);
  return version.test(head) && !generated.test(head.slice(0, 1_000));
}

/** Parts an OpenAPI or AsyncAPI description, by its indentation: what it says of the API from how it is built. Linear. */
export function readSpec(lines: readonly string[]): SpecLines {
  const kinds = lines.map((): SpecLine => "structure");
  const titles = new Map<number, string>();
  const holders: { indent: number; line: number; title: string }[] = [];
  /** What goes on with lines indented deeper than this. */
  let open: { indent: number; kind: SpecLine } | undefined;
  lines.forEach((line, k) => {
    if (line.length > MAX_LINE) return;
    const indent = line.search(/\S/);
    if (indent < 0) {
      if (open) kinds[k] = open.kind;
      return;
    }
    if (open && indent > open.indent) {
      kinds[k] = open.kind;
      return;
    }
    open = undefined;
    const [, before = "", , key = "", value = ""] = member.exec(line) ?? [];
    if (key === "") return;
    const depth = before.length;
    const within = before.trim() === "" ? depth : depth - 0.5;
    while ((holders.at(-1)?.indent ?? -1) >= within) holders.pop();
    const kind: SpecLine = prose.has(key) ? "prose" : key === "example" ? "use" : "structure";
    const says = value !== "" && !/^[{[&]/.test(value);
    // A parameter is named by one of its members.
    if (key === "name" && says)
      holders.push({ indent: depth - 0.5, line: k + 1, title: value.replace(/["',]/g, "") });
    if (kind === "structure" || !says) {
      if (value === "" || !says) holders.push({ indent: depth, line: k + 1, title: key });
      return;
    }
    kinds[k] = kind;
    open = { indent: depth, kind };
    const holder = holders.at(-1);
    if (holder && !titles.has(holder.line)) titles.set(holder.line, holder.title);
  });
  return {
    lines: kinds,
    titles: [...titles].sort(([a], [b]) => a - b).map(([line, title]) => ({ line, title })),
  };
}
