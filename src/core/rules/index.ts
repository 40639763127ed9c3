import { AUDIT_RULES } from "../audit/rules.ts";
import { assumptionHidden } from "./assumption-hidden.ts";
import { assumptionUnconfirmed } from "./assumption-unconfirmed.ts";
import { assumptionUnlisted } from "./assumption-unlisted.ts";
import { approvalMissing } from "./gate-approval-missing.ts";
import { approvalStale } from "./gate-approval-stale.ts";
import { approvalUnverified } from "./gate-approval-unverified.ts";
import { changeMissing } from "./gate-change-missing.ts";
import { codeTooEarly } from "./gate-code-too-early.ts";
import { documentIncomplete } from "./gate-document-incomplete.ts";
import { markerAltered } from "./gate-marker-altered.ts";
import { markerMissing } from "./gate-marker-missing.ts";
import { phaseOrder } from "./gate-phase-order.ts";
import { policyEdited } from "./gate-policy-edited.ts";
import { recordDamaged } from "./gate-record-damaged.ts";
import { workAfterMarker } from "./gate-work-after-marker.ts";
import { brokenReference } from "./broken-reference.ts";
import { docsBehindCode } from "./docs-behind-code.ts";
import { globMatchesNothing } from "./glob-matches-nothing.ts";
import { highRiskUnanswered } from "./high-risk-unanswered.ts";
import { missingForComponent } from "./missing-for-component.ts";
import { notNeededStale } from "./not-needed-stale.ts";
import { rollbackMissing } from "./rollback-missing.ts";
import type { GateRule, Rule, RuleFacts } from "./rule.ts";
import { staleComment } from "./stale-comment.ts";
import { staleLine } from "./stale-line.ts";
import { surfaceOpen } from "./surface-open.ts";
import { unbound } from "./unbound.ts";
import { unknownAuditItem } from "./unknown-audit-item.ts";
import { unknownComponent } from "./unknown-component.ts";
import { unknownSurface } from "./unknown-surface.ts";
import { unknownVerification } from "./unknown-verification.ts";
import { unmappedPath } from "./unmapped-path.ts";
import { verificationMissing } from "./verification-missing.ts";
import { verificationStale } from "./verification-stale.ts";

/** The rules that look at the change itself, in the order their findings are listed in. */
export const CHANGE_RULES: readonly Rule[] = [
  docsBehindCode,
  staleLine,
  staleComment,
  brokenReference,
  missingForComponent,
  rollbackMissing,
  surfaceOpen,
  highRiskUnanswered,
  verificationMissing,
  verificationStale,
  notNeededStale,
  unmappedPath,
  unknownSurface,
  unknownComponent,
  unknownAuditItem,
  unknownVerification,
  globMatchesNothing,
  unbound,
];

/** The rules that look at gates and records: they come first where findings are listed. */
export const GATE_RULES: readonly GateRule[] = [
  recordDamaged,
  codeTooEarly,
  approvalStale,
  approvalUnverified,
  markerAltered,
  workAfterMarker,
  phaseOrder,
  changeMissing,
  markerMissing,
  documentIncomplete,
  assumptionHidden,
  assumptionUnconfirmed,
  approvalMissing,
  policyEdited,
  assumptionUnlisted,
];

/** Every rule, for whoever explains them. */
export const RULES: readonly RuleFacts[] = [
  ...GATE_RULES,
  ...CHANGE_RULES,
  ...Object.entries(AUDIT_RULES).map(([id, rule]) => ({ id, ...rule })),
];
