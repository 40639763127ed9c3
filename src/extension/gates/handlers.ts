import { restoreRecords } from "#adapters/ledger/restore";
import type * as vscode from "vscode";
import { pickEngine, targetOf } from "../commands/targets.ts";
import type { OwnDocuments } from "../documents.ts";
import type { Engines } from "../engines.ts";
import { approveGate } from "./approve.ts";
import { addAssumption, decideAssumption } from "./assumptions.ts";
import { compareApproved } from "./compare-approved.ts";
import type { ReadFiles } from "./read-files.ts";
import { reviewPhase } from "./review.ts";
import { sayOfGate } from "./say.ts";
import { closeChange, startChange } from "./start.ts";
import { insertTrailers } from "./trailers.ts";

interface GateTools {
  readonly engines: Engines;
  readonly documents: OwnDocuments;
  readonly secrets: vscode.SecretStorage;
  readonly read: ReadFiles;
}

/** The commands about changes, phases and gates. */
export function gateHandlers({ engines, documents, secrets, read }: GateTools) {
  return {
    "lockstep.startChange": () => startChange(engines),
    "lockstep.closeChange": () => closeChange(engines),
    "lockstep.reviewPhase": () => reviewPhase(engines, documents),
    // Whatever it is called with: nobody but the person in the dialog says what is approved.
    "lockstep.approveGate": () => approveGate({ engines, secrets, read }),
    "lockstep.sendBack": (argument: unknown) => sayOfGate(engines, argument, "send-back"),
    "lockstep.commentGate": (argument: unknown) => sayOfGate(engines, argument, "comment"),
    "lockstep.compareApproved": (argument: unknown) => compareApproved(engines, documents, argument),
    "lockstep.restoreRecord": async (argument: unknown) => {
      const engine = targetOf(engines, argument)?.engine ?? (await pickEngine(engines));
      if (!engine) return;
      await restoreRecords(engine.world.repository, (await engine.snapshot()).records.problems);
      await engine.check();
    },
    "lockstep.addAssumption": (argument: unknown) => addAssumption(engines, argument),
    "lockstep.confirmAssumption": (argument: unknown) => decideAssumption(engines, argument, "confirm"),
    "lockstep.rejectAssumption": (argument: unknown) => decideAssumption(engines, argument, "reject"),
    "lockstep.insertTrailers": () => insertTrailers(engines),
  } as const;
}
