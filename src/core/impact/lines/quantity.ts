/** What a number counts: seconds, bytes or hundredths; `undefined` for a bare number. */
export type Measure = "time" | "size" | "percent";

/** A number with its unit, in the base unit of its measure (seconds, bytes, 1). */
export interface Amount {
  readonly value: number;
  readonly measure?: Measure;
}

/** A number that a document's line states, and where. */
export interface Quantity extends Amount {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

const KIB = 1024;
/** Unit → measure and how many base units. `KB` is read as 1,000 and as 1,024 bytes, see `sameAmount`. */
const units: Readonly<Record<string, readonly [Measure, number]>> = {
  ns: ["time", 1e-9],
  nanosecond: ["time", 1e-9],
  us: ["time", 1e-6],
  µs: ["time", 1e-6],
  microsecond: ["time", 1e-6],
  ms: ["time", 1e-3],
  msec: ["time", 1e-3],
  millisecond: ["time", 1e-3],
  milli: ["time", 1e-3],
  s: ["time", 1],
  sec: ["time", 1],
  second: ["time", 1],
  m: ["time", 60],
  min: ["time", 60],
  minute: ["time", 60],
  h: ["time", 3600],
  hr: ["time", 3600],
  hour: ["time", 3600],
  d: ["time", 86400],
  day: ["time", 86400],
  w: ["time", 604800],
  week: ["time", 604800],
  b: ["size", 1],
  byte: ["size", 1],
  k: ["size", KIB],
  kb: ["size", KIB],
  kib: ["size", KIB],
  kilobyte: ["size", KIB],
  mb: ["size", KIB ** 2],
  mib: ["size", KIB ** 2],
  megabyte: ["size", KIB ** 2],
  gb: ["size", KIB ** 3],
  gib: ["size", KIB ** 3],
  gigabyte: ["size", KIB ** 3],
  tb: ["size", KIB ** 4],
  tib: ["size", KIB ** 4],
  "%": ["percent", 0.01],
  percent: ["percent", 0.01],
};

const small: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  thousand: 1000,
  dozen: 12,
  once: 1,
  twice: 2,
  thrice: 3,
};
const tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
const digits = "one|two|three|four|five|six|seven|eight|nine";
const unitWords =
  "ns|nanoseconds?|[uµ]s|microseconds?|ms|msecs?|milliseconds?|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|bytes?|[kmgt]i?b|kilobytes?|megabytes?|gigabytes?|percent|%";
const number = new RegExp(
  `(?<![\\w.$#-])-?(\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d[\\d_]{0,20})(\\.\\d{1,12})?(?:[ \\u00a0-]?(${unitWords})(?![\\w])|[ \\u00a0]?([sh])(?!\\w)|([mdwbk])(?!\\w))?(?![\\w]|\\.\\d)`,
  "gi",
);
const worded = new RegExp(
  `\\b(?:(half an?|half a|an?) (?=second|minute|hour|day|week|dozen\\b)(${unitWords}|dozen)|((?:${tens})[- ](?:${digits})|${Object.keys(small).join("|")})(?:[ -](${unitWords}))?)\\b`,
  "gi",
);

/** Durations as programs write them. */
const expression =
  /\b(?:(?:datetime\.)?timedelta\(\w{1,20}=\d[\d_]{0,20}\)|\d[\d_]{0,20} ?\* ?time\.[A-Z][a-z]{2,12}\b|Duration::from_\w{1,10}\(\d[\d_]{0,20}\))/g;

function unitOf(text: string | undefined): readonly [Measure, number] | undefined {
  if (!text) return undefined;
  const key = text.toLowerCase();
  return units[key] ?? units[key.replace(/s$/, "")];
}

/** Every number a line of prose states, in digits or words, with its unit. Linear. Versions, dates and list numbers are none. */
export function quantitiesOf(line: string): Quantity[] {
  const out: Quantity[] = [];
  const add = (value: number, unit: string | undefined, from: number, to: number): void => {
    const found = unitOf(unit);
    out.push(found ? { value: round(value * found[1]), measure: found[0], from, to } : { value, from, to });
  };
  for (const match of line.matchAll(number)) {
    const from = match.index;
    const whole = (match[1] ?? "").replace(/[,_]/g, "");
    if (!isCount(line, from, from + match[0].length)) continue;
    const value = Number(whole + (match[2] ?? ""));
    add(
      match[0].startsWith("-") ? -value : value,
      match[3] ?? match[4] ?? match[5],
      from,
      from + match[0].length,
    );
  }
  for (const match of line.matchAll(expression)) {
    const amount = evaluate(match[0]);
    if (amount) out.push({ ...amount, from: match.index, to: match.index + match[0].length });
  }
  for (const match of line.matchAll(worded)) {
    const from = match.index;
    const to = from + match[0].length;
    if (match[1] !== undefined) {
      const amount = match[1].toLowerCase().startsWith("half") ? 0.5 : 1;
      if (match[2]?.toLowerCase() === "dozen") add(12 * amount, undefined, from, to);
      else add(amount, match[2], from, to);
      continue;
    }
    const value = (match[3] ?? "")
      .toLowerCase()
      .split(/[- ]/)
      .reduce((sum, word) => sum + (small[word] ?? 0), 0);
    add(value, match[4], from, to);
  }
  return out;
}

const numbered =
  /(?:\b(?:steps?|section|chapter|phase|figure|fig\.?|table|part|level|tier|issues?|pr|pull|version|v|page|appendix|option|example|case|rule|item|line|python|node|node\.js|java|php|ruby|go|rust|es|http|ipv|django|react|vue|angular|next|postgres|postgresql|mysql|redis|ubuntu|debian|macos|ios|android|windows|chrome|rfc|iso|pep|utf|sha|base|h|tls|ssl|oauth|web|q|no\.?|number)[ -]?|[#§v])$/i;

/** Whether the number at `from` counts something; a heading's or list item's number and `Step 3`, `Python 3` do not. */
function isCount(line: string, from: number, to: number): boolean {
  const before = line.slice(Math.max(0, from - 24), from);
  if (numbered.test(before)) return false;
  if (
    /^[\s>#]*$/.test(line.slice(0, Math.min(from, 60))) &&
    from < 60 &&
    /^[.)]\s/.test(line.slice(to, to + 2))
  )
    return false;
  if (/^#{1,6}\s+$/.test(line.slice(0, Math.min(from, 12))) && from < 12) return false;
  if (/^[/-]\d/.test(line.slice(to, to + 2)) && /^\d{4}$/.test(line.slice(from, to))) return false;
  return !/[/\d]-$|\/$/.test(before);
}

/** Rounds away what adding binary fractions leaves. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

const timeFactors: Readonly<Record<string, number>> = {
  nanosecond: 1e-9,
  microsecond: 1e-6,
  millisecond: 1e-3,
  milli: 1e-3,
  second: 1,
  sec: 1,
  minute: 60,
  min: 60,
  hour: 3600,
  day: 86400,
  week: 604800,
  ms: 1e-3,
  millis: 1e-3,
  secs: 1,
  mins: 60,
  nanos: 1e-9,
  micros: 1e-6,
  s: 1,
};
const durational =
  /time-?out|interval|ttl|delay|expir|lifetime|max-?age|wait|duration|period|backoff|deadline|debounce|throttle|keep-?alive|cooldown|grace|retention|window|latency|schedule|refresh/i;
const sized = /size|bytes?|body|upload|memory|buffer|limit|chunk|payload|quota|storage/i;

/** The amounts that a literal of code may mean under the name it is bound to; empty where it is no number. */
export function amountsOf(literal: string, name: string): Amount[] {
  const evaluated = evaluate(literal);
  if (!evaluated) return [];
  const { value, measure } = evaluated;
  if (measure) return [evaluated];
  const bare: Amount = { value };
  const dashed = name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[_.\s]/g, "-")
    .toLowerCase();
  const suffix =
    /(?:^|-)(ns|us|ms|msecs?|millis|milliseconds?|s|secs?|seconds?|mins?|minutes?|hours?|hrs|days?|weeks?|bytes|kb|mb|gb|kib|mib|percent|pct)(?:-|$)/.exec(
      dashed,
    )?.[1];
  const unit =
    suffix === undefined
      ? undefined
      : suffix === "pct"
        ? units["percent"]
        : (units[suffix] ??
          units[suffix.replace(/s$/, "")] ??
          (timeFactors[suffix] ? (["time", timeFactors[suffix]] as const) : undefined));
  if (unit) return [bare, { value: round(value * unit[1]), measure: unit[0] }];
  const out: Amount[] = [bare];
  if (durational.test(dashed)) {
    out.push({ value, measure: "time" }, { value: round(value / 1000), measure: "time" });
    if (/minute|min\b/.test(dashed)) out.push({ value: value * 60, measure: "time" });
  }
  if (sized.test(dashed)) out.push({ value, measure: "size" });
  if (value >= 0 && value <= 1) out.push({ value, measure: "percent" });
  return out;
}

/** Whether a document's number says the same as one of a literal's amounts. */
export function sameAmount(said: Amount, meant: readonly Amount[]): boolean {
  return meant.some(({ value, measure }) => {
    if (measure !== said.measure) return false;
    if (near(value, said.value)) return true;
    if (measure !== "size") return false;
    return [1, 2, 3, 4].some((power) => near(value, (said.value / KIB ** power) * 1000 ** power));
  });
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** A literal's number: digits, products and sums of digits, `30s`, `5 * time.Second`, `Duration::from_secs(5)`, `timedelta(minutes=5)`. */
function evaluate(literal: string): Amount | undefined {
  const text = literal.trim();
  if (text.length === 0 || text.length > 80) return undefined;
  const plain = /^-?\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?[a-z]{0,3}\d{0,2}$/i.exec(text)
    ? /^(-?\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)\s*([a-z]{0,3}\d{0,2})$/i.exec(text)
    : null;
  if (plain) {
    const value = Number((plain[1] ?? "").replace(/_/g, ""));
    const unit = plain[2] ? unitOf(plain[2]) : undefined;
    if (unit) return { value: round(value * unit[1]), measure: unit[0] };
    return /^(?:|n|f|l|u|ul|ull|[iuf](?:8|16|32|64|128))$/i.test(plain[2] ?? "") ? { value } : undefined;
  }
  const spelled = /^(-?\d[\d_]*(?:\.\d+)?)\s*([a-zµ%]+)$/i.exec(text);
  if (spelled) {
    const unit = unitOf(spelled[2]);
    return unit
      ? { value: round(Number((spelled[1] ?? "").replace(/_/g, "")) * unit[1]), measure: unit[0] }
      : undefined;
  }
  const call = /(?:timedelta\(\s*(\w+?)s?\s*=\s*|(?:from_|from|of)_?(\w+?)s?\(\s*)(\d[\d_.]*)\s*\)$/i.exec(
    text,
  );
  if (call) {
    const factor = timeFactors[(call[1] ?? call[2] ?? "").toLowerCase()];
    return factor
      ? { value: round(Number((call[3] ?? "").replace(/_/g, "")) * factor), measure: "time" }
      : undefined;
  }
  let factor: number | undefined;
  const inside = /^(?:[A-Za-z_]\w*\.)?Duration\((.*)\)$/.exec(text)?.[1] ?? text;
  const bare = inside.replace(
    /\b(?:time\.)(Nano|Micro|Milli)?(seconds?|minutes?|hours?)\b/gi,
    (_, small: string | undefined, unit: string) => {
      factor = timeFactors[`${small ?? ""}${unit}`.toLowerCase().replace(/s$/, "")];
      return "1";
    },
  );
  const value = arithmetic(bare);
  if (value === undefined) return undefined;
  return factor === undefined ? { value } : { value: round(value * factor), measure: "time" };
}

/** Sums of products of numbers; `undefined` for anything else. */
function arithmetic(text: string): number | undefined {
  if (!/^[\d_.\s*/+<()-]+$/.test(text) || !/\d/.test(text)) return undefined;
  const shift = /^\s*(\d+)\s*<<\s*(\d+)\s*$/.exec(text);
  if (shift) return Number(shift[1]) * 2 ** Number(shift[2]);
  if (/[()<-]/.test(text)) return undefined;
  let sum = 0;
  for (const term of text.split("+")) {
    let product = 1;
    const factors = term.split(/([*/])/);
    for (let k = 0; k < factors.length; k += 2) {
      const factor = Number((factors[k] ?? "").replace(/_/g, "").trim() || Number.NaN);
      if (!Number.isFinite(factor)) return undefined;
      product = factors[k - 1] === "/" ? product / factor : product * factor;
    }
    sum += product;
  }
  return round(sum);
}
