import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";

/** The value kept under a name, or made and kept. */
export function cached<Value>(folder: string, name: string, make: () => Value): Value {
  const file = join(folder, `${name}.bin`);
  if (existsSync(file)) return deserialize(readFileSync(file)) as Value;
  const value = make();
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, serialize(value));
  return value;
}
