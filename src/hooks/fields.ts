/** What an agent sent is not what its hooks are known to send. Ends the hook with exit code 2, which stops the agent. */
export class Malformed extends Error {
  override readonly name = "Malformed";
}

/** A JSON object of whatever keys. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first of the named values that is a text. */
export function textIn(fields: Fields, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (typeof value === "string") return value;
  }
  return undefined;
}

/** The first of the named values that is an object; a text that holds one counts. */
export function fieldsIn(fields: Fields, ...names: readonly string[]): Fields | undefined {
  for (const name of names) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (isFields(value)) return value;
    const parsed = typeof value === "string" ? parsedFields(value) : undefined;
    if (parsed) return parsed;
  }
  return undefined;
}

/** The first of the named values that is a list. */
export function listIn(fields: Fields, ...names: readonly string[]): readonly unknown[] | undefined {
  for (const name of names) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (Array.isArray(value)) return value;
  }
  return undefined;
}

export function flagIn(fields: Fields, ...names: readonly string[]): boolean {
  return names.some((name) => Object.hasOwn(fields, name) && fields[name] === true);
}

/** The object a text holds; `undefined` where it holds none. */
export function parsedFields(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
