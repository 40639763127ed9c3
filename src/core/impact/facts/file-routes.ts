import type { Path } from "../../model/place.ts";

/** The route a file serves by where it stands (Next.js, SvelteKit, Nuxt); `undefined` where it serves none. */
export function fileRoute(path: Path): string | undefined {
  const app = /(?:^|\/)app\/(.*\/)?(?:route|page)\.(?:ts|tsx|js|jsx)$/.exec(path);
  if (app) return routeOf(app[1] ?? "");
  const pages = /(?:^|\/)pages\/(api\/.*?)(?:\/index)?\.(?:ts|tsx|js|jsx)$/.exec(path);
  if (pages) return routeOf(pages[1] ?? "");
  const kit = /(?:^|\/)src\/routes\/(.*\/)?\+(?:server|page|page\.server)\.(?:ts|js|svelte)$/.exec(path);
  if (kit) return routeOf(kit[1] ?? "");
  const nuxt = /(?:^|\/)server\/(api\/.*?)(?:\/index)?(?:\.(?:get|post|put|patch|delete))?\.(?:ts|js)$/.exec(
    path,
  );
  return nuxt ? routeOf(nuxt[1] ?? "") : undefined;
}

function routeOf(folders: string): string {
  const segments = folders.split("/").filter((segment) => segment !== "" && !/^[(@]/.test(segment));
  return `/${segments.join("/")}`;
}
