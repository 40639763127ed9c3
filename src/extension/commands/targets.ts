import type { Place, Verdict } from "#core";
import * as z from "zod";
import type { Engine } from "../engine.ts";
import type { Engines } from "../engines.ts";
import * as vscode from "vscode";

const At = z.object({ path: z.string(), line: z.int().min(1), endLine: z.int().optional() });

/** What rows, fixes and links hand to commands; anything else counts as no argument. */
const Target = z.object({
  root: z.string(),
  surface: z.string().optional(),
  item: z.string().optional(),
  phase: z.int().optional(),
  assumption: z.string().optional(),
  open: At.optional(),
  commit: z.string().optional(),
  about: z.string().optional(),
  cause: At.optional(),
});

export interface Target {
  readonly engine: Engine;
  readonly surface?: string;
  /** The item of a self-audit or a rubric. */
  readonly item?: string;
  readonly phase?: number;
  readonly assumption?: string;
  readonly open?: Place;
  /** The commit of history it is about, what of it, and the edit because of which something was said. */
  readonly commit?: string;
  readonly about?: string;
  readonly cause?: Place;
}

/** Reads a command's argument; a repository nobody opened is no target. */
export function targetOf(engines: Engines, argument: unknown): Target | undefined {
  const parsed = Target.safeParse(argument);
  const engine = parsed.success ? engines.at(parsed.data.root) : undefined;
  if (!engine || !parsed.success) return undefined;
  const { surface, item, open, phase, assumption, commit, about, cause } = parsed.data;
  return {
    engine,
    ...(surface === undefined ? {} : { surface }),
    ...(item === undefined ? {} : { item }),
    ...(phase === undefined ? {} : { phase }),
    ...(assumption === undefined ? {} : { assumption }),
    ...(open === undefined ? {} : { open: { path: open.path, line: open.line } }),
    ...(commit === undefined ? {} : { commit }),
    ...(about === undefined ? {} : { about }),
    ...(cause === undefined ? {} : { cause: { path: cause.path, line: cause.line } }),
  };
}

/** The repository a command without argument is about: the active editor's, the only one, or the one picked. */
export async function pickEngine(engines: Engines): Promise<Engine | undefined> {
  await engines.open();
  const active = vscode.window.activeTextEditor?.document.uri;
  const found = (active && engines.of(active)) ?? (engines.all.length === 1 ? engines.all[0] : undefined);
  if (found || engines.all.length === 0) return found;
  const picked = await vscode.window.showQuickPick(
    engines.all.map((engine) => ({ label: engine.root, engine })),
    { placeHolder: "Which repository?" },
  );
  return picked?.engine;
}

/** The verdict of an engine, checked now where there is none yet. */
export async function verdictOf(engine: Engine): Promise<Verdict | undefined> {
  if (engine.state.is !== "verdict") await engine.check();
  return engine.state.is === "verdict" ? engine.state.verdict : undefined;
}
