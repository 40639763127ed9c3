import { isCodeLike, squash, stem, subwords } from "../words.ts";

/** What a document line has to say to speak of a name. */
export interface NameTest {
  /** The name as it is spelled; the last part of a dotted one. */
  readonly exact: string;
  readonly squashed: string;
  /** Other names for the same: with what holds it (`broker_pool_limit`), without a leading “default”. */
  readonly others: readonly string[];
  /** Stems that must all be there: the parts that carry meaning, in the spellings of `alike`. */
  readonly core: readonly string[];
  /** Stems of what holds the name, where it is dotted: of `retry.limit`, retry. */
  readonly holder: readonly string[];
  /** What holds it, squashed; empty where nothing does. */
  readonly held: string;
  /** Stems that say how the value bounds: max, min, limit, default. May be missing. */
  readonly bounds: readonly string[];
  /** The name alone says what it is: it looks like code. */
  readonly telling: boolean;
}

const filler = new Set(
  "default size count num number total value val ms msec sec secs second seconds min minute minutes hour hours day days bytes byte kb mb percent in of the a is to for per time times amount opts options option config configuration setting settings conf const env app".split(
    " ",
  ),
);
const bounding = new Set("max maximum min minimum limit cap upper lower most least".split(" "));
/** Words that documents use for one another. */
const alike: Readonly<Record<string, string>> = {
  attempt: "retry",
  retri: "retry",
  tri: "retry",
  try: "retry",
  tries: "retry",
  expiry: "ttl",
  expiration: "ttl",
  expir: "ttl",
  lifetime: "ttl",
  lifespan: "ttl",
  concurrent: "concurrenc",
  concurrency: "concurrenc",
  parallelism: "parallel",
};

function canonical(word: string): string {
  const stemmed = stem(word);
  return alike[word] ?? alike[stemmed] ?? stemmed;
}

/** What to look for on a document line that may state the value of `name`. */
export function nameTest(name: string): NameTest {
  const exact = name.split(".").findLast((part) => !/^(?:default|value|defaultValue)$/.test(part)) ?? name;
  const parts = subwords(name);
  const core = [
    ...new Set(
      parts.filter((part) => !filler.has(part) && !bounding.has(part) && !/^\d+$/.test(part)).map(canonical),
    ),
  ];
  const outer = name.includes(".") ? name.slice(0, name.lastIndexOf(exact)) : "";
  const holder = subwords(outer)
    .filter((part) => !filler.has(part) && !/^\d+$/.test(part))
    .map(canonical);
  const bounds = parts.filter((part) => bounding.has(part));
  return {
    exact,
    others: otherNames(exact, outer),
    squashed: squash(exact),
    core,
    holder,
    held: squash(outer.replaceAll(".", "")),
    bounds,
    telling: isCodeLike(exact) || /[a-z]-[a-z]/.test(exact) || /^[A-Z][A-Z0-9_]{3,}$/.test(exact),
  };
}

/** The stems of a text's words and where each starts. Names that look like code are none: they mean themselves. */
export function stemsOf(text: string): { readonly stem: string; readonly at: number }[] {
  return [...text.matchAll(/[A-Za-z_$][\w$]*/g)]
    .filter(([word]) => word.length > 1 && word.length <= 40 && !isCodeLike(word))
    .map((match) => ({ stem: canonical(match[0]), at: match.index }));
}

/** Stems by which an index can find the documents to look at: those that no other spelling stands for. */
export function searchable(core: readonly string[]): string[] {
  const spelled = new Set(Object.values(alike));
  return core.filter((one) => one.length >= 3 && !spelled.has(one));
}

/** What else documents call a name. Only spellings that tell enough alone: made of two words. */
function otherNames(exact: string, outer: string): string[] {
  const undefaulted = exact.replace(/^(?:default_|DEFAULT_|[dD]efault(?=[A-Z]))/, "");
  const holder =
    outer
      .replace(/[^\w.]/g, "")
      .split(".")
      .findLast((part) => part !== "") ?? "";
  const meant = subwords(holder).filter((part) => !filler.has(part));
  const held = /^[A-Za-z]\w*$/.test(holder) && meant.length > 0 ? [holder, meant.join("_")] : [];
  const bare = undefaulted !== exact && subwords(undefaulted).length > 1 ? [undefaulted] : [];
  return [...new Set([...bare, ...held.map((one) => `${one}_${exact}`)])];
}
