import {
  applyEdits,
  type FormattingOptions,
  type JSONPath,
  modify,
  parse,
  type ParseError,
} from "jsonc-parser";

/** The hooks of ours by the event's name; each is one more entry of that event's list. */
export type Hooks = Readonly<Record<string, object>>;

/** However Lockstep is called: by name, or by the path it was installed at. */
const OURS = /\bhook --agent [a-z]/;

/** Whether an entry of a hooks file was written by us. */
function isOurs(entry: unknown): boolean {
  return OURS.test(JSON.stringify(entry) ?? "");
}

/**
 * A settings file with our hooks among its own, comments and order kept; `undefined` where the text is no
 * JSON object. What is ours and not wanted any more goes.
 * @param rest what a file that is not there has besides the hooks
 */
export function withHooks(text: string | undefined, hooks: Hooks, rest: object = {}): string | undefined {
  if (text === undefined || text.trim() === "") {
    const lists = Object.fromEntries(Object.entries(hooks).map(([event, entry]) => [event, [entry]]));
    return `${JSON.stringify({ ...rest, hooks: lists }, null, 2)}\n`;
  }
  const read = objectIn(text);
  if (!read) return undefined;
  let now = text;
  for (const [event, list] of Object.entries(listsIn(read))) {
    const keep = Object.hasOwn(hooks, event) ? hooks[event] : undefined;
    now = dropped(now, ["hooks", event], list, (entry) => isOurs(entry) && !same(entry, keep));
  }
  for (const [event, entry] of Object.entries(hooks)) {
    const list = listsIn(objectIn(now) ?? {})[event];
    if (list?.some((one) => same(one, entry))) continue;
    now = list
      ? changed(now, ["hooks", event, list.length], entry, true)
      : changed(now, ["hooks", event], [entry]);
  }
  return now;
}

/** A settings file without our hooks; `""` where nothing but them was in it. `undefined` where it is no JSON object. */
export function withoutHooks(text: string, rest: object = {}): string | undefined {
  const read = objectIn(text);
  if (!read) return undefined;
  let now = text;
  for (const [event, list] of Object.entries(listsIn(read))) {
    if (!list.some(isOurs)) continue;
    now = list.every(isOurs)
      ? changed(now, ["hooks", event], undefined)
      : dropped(now, ["hooks", event], list, isOurs);
  }
  if (now === text) return text;
  if (Object.keys(listsIn(objectIn(now) ?? {})).length === 0) now = changed(now, ["hooks"], undefined);
  return same(objectIn(now), rest) || same(objectIn(now), {}) ? "" : now;
}

function dropped(
  text: string,
  path: JSONPath,
  list: readonly unknown[],
  unwanted: (entry: unknown) => boolean,
): string {
  let now = text;
  // From the end, so that what is before keeps its place.
  for (let at = list.length - 1; at >= 0; at--)
    if (unwanted(list[at])) now = changed(now, [...path, at], undefined);
  return now;
}

function changed(text: string, path: JSONPath, value: unknown, isArrayInsertion = false): string {
  const formattingOptions: FormattingOptions = {
    insertSpaces: !/^\t/m.test(text),
    tabSize: /^ {4}\S/m.test(text) && !/^ {2}\S/m.test(text) ? 4 : 2,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
  return applyEdits(text, modify(text, path, value, { formattingOptions, isArrayInsertion }));
}

function objectIn(text: string): object | undefined {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  return errors.length === 0 && typeof value === "object" && value !== null && !Array.isArray(value)
    ? value
    : undefined;
}

/** The lists of hooks by event; what is no list is nobody's. */
function listsIn(settings: object): Readonly<Record<string, readonly unknown[]>> {
  const hooks: unknown = "hooks" in settings ? settings.hooks : undefined;
  if (typeof hooks !== "object" || hooks === null) return {};
  return Object.fromEntries(Object.entries(hooks).filter(([, list]) => Array.isArray(list)));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
