import { EXIT } from "#manifest/cli";
import { resolve } from "node:path";
import { findHome } from "../home.ts";
import { type Handler, UsageError } from "./handler.ts";

declare const LOCKSTEP_VERSION: string;

/** The server is a bundle of its own, loaded here and nowhere else. */
export const mcp: Handler = async ({ options, operands }, { cwd, env }) => {
  if (operands.length > 0) throw new UsageError("lockstep mcp takes no operands; it is started by an agent.");
  const { serve } = await import("../../mcp/main.ts");
  await serve({ cwd: resolve(cwd, options.cwd ?? "."), home: findHome(), env }, LOCKSTEP_VERSION);
  return EXIT.inStep;
};
