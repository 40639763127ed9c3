import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { home, stamp } from "./versions.mjs";

/** Absolute paths of what the test editor is made of. */
export interface Installed {
  /** The Node 24 that VS Code's server runs on. */
  readonly node: string;
  /** VS Code's server-main.js. */
  readonly server: string;
  /** A Chrome or Chromium. */
  readonly chrome: string;
}

/** Where `node scripts/editor/install.mjs` put the editor. Throws with that command when it has not run. */
export function installed(): Installed {
  if (!existsSync(stamp))
    throw new Error("The test editor is not installed. Run: node scripts/editor/install.mjs");
  const { node, server, chrome } = JSON.parse(readFileSync(stamp, "utf8")) as Installed;
  return { node: resolve(home, node), server: resolve(home, server), chrome };
}
