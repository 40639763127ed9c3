import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** The absolute path of a program, looked for in the absolute folders of PATH only; `undefined` where it is in none. */
export function onPath(
  program: string,
  ambient: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const path = ambient["PATH"] ?? ambient["Path"] ?? "";
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  for (const folder of path.split(delimiter))
    for (const ending of endings) {
      const file = join(folder, `${program}${ending}`);
      if (isAbsolute(folder) && canRun(file)) return file;
    }
  return undefined;
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
