import type { SurfaceVerdict, Verdict } from "#core";
import { isApprovable, sayApproval } from "#views/gates";
import { GATE_LOOKS, SURFACE_LOOKS } from "#views/look";
import { nextStep } from "#views/next-step";
import { besidePlace, inReadingOrder } from "#views/obligations";
import { plain } from "#views/plain";
import { sayTrouble } from "#views/troubles";
import * as vscode from "vscode";
import type { Engines } from "../engines.ts";
import { openPlace } from "../uris.ts";
import { pickEngine, verdictOf } from "./targets.ts";

interface GateItem extends vscode.QuickPickItem {
  readonly act?: () => Thenable<unknown> | Promise<unknown>;
}

/** Lists what is owed; the first row is the next step. */
export async function showGate(engines: Engines): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return sayWhyNone(engines);
  const verdict = await verdictOf(engine);
  if (!verdict) {
    if (engine.state.is === "trouble") await vscode.window.showErrorMessage(sayTrouble(engine.state.cause));
    return;
  }
  const picked = await vscode.window.showQuickPick(itemsOf(verdict, engine.root), {
    title: `Lockstep: ${plain(verdict.change.base)} → ${plain(verdict.change.head)}`,
    placeHolder: "Choose what to do",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  await picked?.act?.();
}

/** Opens the exact line that has to change next. */
export async function goToNextStep(engines: Engines): Promise<void> {
  const engine = await pickEngine(engines);
  if (!engine) return sayWhyNone(engines);
  const verdict = await verdictOf(engine);
  const step = verdict ? nextStep(verdict) : undefined;
  if (!step) {
    await vscode.window.showInformationMessage("Lockstep: nothing to do.");
    return;
  }
  await openPlace(engine.root, step.place);
}

async function sayWhyNone({ refused }: Engines): Promise<void> {
  const [first] = refused;
  const why = first ? sayTrouble(first.cause) : "Open a folder that is in a git repository.";
  await vscode.window.showInformationMessage(`Lockstep: ${why}`);
}

function itemsOf(verdict: Verdict, root: string): GateItem[] {
  const step = nextStep(verdict);
  const first: GateItem[] = step
    ? [
        {
          label: `$(arrow-right) Next: ${plain(step.title)}`,
          description: `${plain(step.place.path)}:${step.place.line}`,
          detail: plain(step.says, 300),
          act: () => openPlace(root, step.place),
        },
      ]
    : [{ label: "$(check) Every surface is in step" }];
  return [
    ...first,
    ...gateItems(verdict, root),
    ...verdict.surfaces.flatMap((surface) => surfaceItems(surface, root)),
  ];
}

/** The gates, the current one with what may be done about it. */
function gateItems({ gates }: Verdict, root: string): GateItem[] {
  if (gates.length === 0) return [];
  const heading: GateItem = { label: "Phases & Gates", kind: vscode.QuickPickItemKind.Separator };
  return [
    heading,
    ...gates.flatMap((gate): GateItem[] => {
      const look = GATE_LOOKS[gate.state];
      const { document } = gate;
      return [
        {
          label: `$(${look.icon}) ${gate.phase} ${plain(gate.title, 60)}`,
          description: gate.approval ? sayApproval(gate.approval) : look.word,
          ...(document && gate.state !== "ahead"
            ? { act: () => openPlace(root, { path: document, line: 1 }) }
            : {}),
        },
        ...(isApprovable(gate)
          ? [
              {
                label: "$(verified) Approve Gate…",
                act: () => vscode.commands.executeCommand("lockstep.approveGate"),
              },
            ]
          : []),
      ];
    }),
  ];
}

function surfaceItems(surface: SurfaceVerdict, root: string): GateItem[] {
  const { id, title, state, obligations } = surface;
  const look = SURFACE_LOOKS[state];
  const heading: GateItem = {
    label: `${plain(title)}: ${look.word}`,
    kind: vscode.QuickPickItemKind.Separator,
  };
  if (state !== "owed")
    return [heading, { label: `$(${look.icon}) ${plain(title)}`, description: look.word }];
  return [
    heading,
    ...inReadingOrder(obligations)
      .slice(0, 20)
      .map(({ place, says }): GateItem => ({
        label: `$(${look.icon}) ${plain(place.path)}:${place.line}`,
        description: plain(besidePlace(says, place), 160),
        act: () => openPlace(root, place),
      })),
    {
      label: `$(circle-slash) ${plain(title)} is not needed…`,
      description: "with a reason",
      act: () => vscode.commands.executeCommand("lockstep.markNotNeeded", { root, surface: id }),
    },
  ];
}
