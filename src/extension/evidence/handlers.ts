import type { Engines } from "../engines.ts";
import { confirmItem } from "./confirm.ts";
import { generateAudit, showDeliverable } from "./generate.ts";
import { addEvidence, copyEvidence, moveEvidence } from "./record.ts";
import type { ReportDocuments } from "./report-documents.ts";
import { verifyEvidence } from "./verify.ts";

/** What the commands about evidence, the self-audit and the report do. */
export function evidenceHandlers(engines: Engines, reports: ReportDocuments) {
  return {
    "lockstep.generateSelfAudit": () => generateAudit(engines, "audit"),
    "lockstep.generateRubric": () => generateAudit(engines, "rubric"),
    "lockstep.verifyEvidence": () => verifyEvidence(engines),
    "lockstep.addEvidence": (argument: unknown) => addEvidence(engines, argument),
    "lockstep.copyEvidence": (argument: unknown) => copyEvidence(engines, argument),
    "lockstep.reanchorEvidence": () => moveEvidence(engines),
    "lockstep.confirmItem": (argument: unknown) => confirmItem(engines, argument),
    "lockstep.phaseSelfAudit": () => showDeliverable(engines, "self-audit"),
    "lockstep.finalReview": () => showDeliverable(engines, "final-review"),
    "lockstep.finalDelivery": () => showDeliverable(engines, "delivery"),
    "lockstep.openReport": () => reports.preview(),
    "lockstep.openReportSource": () => reports.open(),
    "lockstep.exportReport": () => reports.export(),
    "lockstep.copyPrDescription": () => reports.copyPullRequestText(),
  };
}
