/** What a JUnit XML report says of a run. */
export interface JunitCounts {
  readonly tests: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The names of the cases that failed, as “suite › case”; at most `FAILED_NAMES`. */
  readonly failedNames: readonly string[];
}

/** How many failed cases are listed by name. */
export const FAILED_NAMES = 200;
/** Reports beyond this many characters are read up to it. */
const LIMIT = 32 * 1024 * 1024;

interface Case {
  readonly name: string;
  state: "passed" | "failed" | "skipped";
}

/**
 * Reads a JUnit XML report as any test runner writes it, counting the cases themselves: the totals in the
 * attributes are only somebody's claim. `undefined` for a text without a test suite. Linear; follows no
 * entity and no document type; never throws.
 */
export function readJunit(xml: string): JunitCounts | undefined {
  const text = xml.slice(0, LIMIT);
  let suites = 0;
  const suiteNames: string[] = [];
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failedNames: string[] = [];
  let open: Case | undefined;
  const close = (): void => {
    if (!open) return;
    counts[open.state]++;
    if (open.state === "failed" && failedNames.length < FAILED_NAMES) failedNames.push(open.name);
    open = undefined;
  };
  for (const tag of tagsOf(text)) {
    if (tag.name === "testsuite" || tag.name === "testsuites") {
      suites++;
      close();
      if (tag.closes) suiteNames.pop();
      else if (!tag.empty) suiteNames.push(tag.name === "testsuite" ? attribute(tag.inside, "name") : "");
    } else if (tag.name === "testcase") {
      close();
      if (tag.closes) continue;
      const suite = suiteNames.findLast((name) => name !== "") ?? attribute(tag.inside, "classname");
      const name = attribute(tag.inside, "name");
      open = { name: suite === "" ? name : `${suite} › ${name}`, state: "passed" };
      if (tag.empty) close();
    } else if (open && (tag.name === "failure" || tag.name === "error")) open.state = "failed";
    else if (open?.state === "passed" && tag.name === "skipped") open.state = "skipped";
  }
  close();
  const tests = counts.passed + counts.failed + counts.skipped;
  return suites === 0 ? undefined : { tests, ...counts, failedNames };
}

interface Tag {
  readonly name: string;
  /** What stands behind the name: the attributes. */
  readonly inside: string;
  readonly closes: boolean;
  readonly empty: boolean;
}

/** The tags of a text, comments, CDATA and instructions left out. */
function* tagsOf(text: string): Generator<Tag> {
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
    const skipped = SKIPPED.find(([opening]) => text.startsWith(opening, at));
    if (skipped) {
      const end = text.indexOf(skipped[1], at + skipped[0].length);
      if (end < 0) return;
      at = end + skipped[1].length;
      continue;
    }
    const end = endOfTag(text, at + 1);
    if (end < 0) return;
    const body = text.slice(at + 1, end);
    at = end + 1;
    const closes = body.startsWith("/");
    const name = /^[A-Za-z_][\w.-]{0,100}/.exec(closes ? body.slice(1) : body)?.[0] ?? "";
    yield { name: name.toLowerCase(), inside: body.slice(name.length), closes, empty: body.endsWith("/") };
  }
}

const SKIPPED = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
  ["<!", ">"],
] as const;

/** The `>` that ends a tag; quoted ones do not. */
function endOfTag(text: string, from: number): number {
  let quote = "";
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === ">") return at;
  }
  return -1;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&apos;", "'"],
  ["&amp;", "&"],
]);

function attribute(inside: string, name: string): string {
  for (const quote of ['"', "'"]) {
    const opening = `${name}=${quote}`;
    for (let at = inside.indexOf(opening); at >= 0; at = inside.indexOf(opening, at + 1)) {
      if (!/\s/.test(inside.charAt(at - 1))) continue;
      const start = at + opening.length;
      const end = inside.indexOf(quote, start);
      return inside
        .slice(start, end < 0 ? undefined : end)
        .slice(0, 500)
        .replaceAll(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES.get(entity) ?? entity);
    }
  }
  return "";
}
