import type { Ground } from "../evidence/ground.ts";
import type { Path } from "../model/place.ts";
import { folderWith, inFolder, packageOf } from "./packages.ts";
import type { ProposedRun } from "./proposed-run.ts";

/** Files that hold a framework's routes, and its own command that loads them all and fails where one is broken. */
const FRAMEWORKS = [
  { file: /(?:^|\/)urls\.py$/, home: "manage.py", argv: ["python3", "manage.py", "check"] },
  { file: /(?:^|\/)config\/routes(?:\.rb$|\/)/, home: "bin/rails", argv: ["bin/rails", "routes"] },
  { file: /(?:^|\/)routes\/[^/]+\.php$/, home: "artisan", argv: ["php", "artisan", "route:list"] },
] as const;

/** A script that checks routes, and neither makes them nor serves them. */
const SCRIPT = /(?:^|[:._-])routes?(?:$|[:._-])/i;
const MAKES = /\b(?:gen|generate|build|dev|watch|serve|start)\b/i;

/** What validates the routes: the frameworks' own commands, and the packages' scripts of that name. */
export function routeChecks(
  changed: readonly Path[],
  routes: readonly string[],
  ground: Ground,
): ProposedRun[] {
  const frameworks = changed.flatMap((path): ProposedRun[] => {
    const known = FRAMEWORKS.find(({ file }) => file.test(path));
    const cwd = known && folderWith(known.home, path, ground);
    return known && cwd !== undefined
      ? [{ cwd, argv: known.argv, size: "tests", why: "Every route is loaded.", because: [path] }]
      : [];
  });
  const touchesRoutes = routes.length > 0 || changed.some((path) => /(?:^|\/)routes?(?:\/|\.)/.test(path));
  if (!touchesRoutes) return frameworks;
  const scripts = changed.flatMap((path): ProposedRun[] => {
    const owner = packageOf(path, ground);
    const names = [...(owner?.scripts.keys() ?? [])].filter((name) => SCRIPT.test(name) && !MAKES.test(name));
    return names.map((name) => ({
      cwd: owner?.folder ?? "",
      argv: [owner?.manager ?? "npm", "run", name],
      size: "tests",
      why: `The script “${name}” of ${inFolder(owner?.folder ?? "", "package.json")} checks the routes.`,
      because: [path],
    }));
  });
  return [...frameworks, ...scripts];
}

/** Shorter paths stand in too many texts. */
const TELLING = 4;

/** Whether a text names one of the routes, as far as their first parameter. */
export function namesRoute(text: string, routes: readonly string[]): boolean {
  return routes.some((route) => {
    const fixed = route.replace(/[:{<[*(].*$/, "").replace(/\/$/, "");
    if (fixed.length < TELLING) return false;
    const at = text.indexOf(fixed);
    return at >= 0 && !/[\w-]/.test(text.charAt(at + fixed.length));
  });
}
