import type { Path } from "../../model/place.ts";
import { isCode, isTest, isVendored } from "../classify.ts";

/** Says of many files whether they are code and no tests; every folder and every name is looked at once. */
export function sourceFiles(): (path: Path) => boolean {
  const folders = new Map<string, boolean>();
  const names = new Map<string, boolean>();
  return (path) => {
    const end = path.lastIndexOf("/") + 1;
    const [folder, name] = [path.slice(0, end), path.slice(end)];
    let is = names.get(name);
    if (is === undefined) names.set(name, (is = isCode(name) && !isTest(name)));
    if (!is) return false;
    let holds = folders.get(folder);
    if (holds === undefined) folders.set(folder, (holds = !isVendored(folder) && !isTest(folder)));
    return holds;
  };
}
