/** Keeps a value as the one used last, forgets those longest unused beyond `most`, and gives the value back. */
export function remember<Value>(known: Map<string, Value>, key: string, value: Value, most: number): Value {
  known.delete(key);
  known.set(key, value);
  for (const oldest of known.keys()) {
    if (known.size <= most) break;
    known.delete(oldest);
  }
  return value;
}
