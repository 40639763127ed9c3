import type { ConfigurationFile } from "#acts/set";
import { repositoryFiles } from "#adapters/repository-files";
import { CONFIG_PATHS } from "#core";
import type { Engine } from "./engine.ts";

/** A repository's configuration as it stands on disk; `undefined` where there is none. */
export async function configurationFile({ root }: Engine): Promise<ConfigurationFile | undefined> {
  const files = await repositoryFiles(root, CONFIG_PATHS);
  const path = CONFIG_PATHS.find((one) => files.has(one));
  return path === undefined ? undefined : { path, text: files.get(path) ?? "" };
}
