import type {
  AuditItemState,
  ClaimState,
  GateState,
  RiskVerdict,
  RunState,
  Severity,
  SurfaceState,
} from "#core";

/** How a state looks wherever it is drawn: shape and colour, never colour alone. */
export interface Look {
  /** The word the interface uses. */
  readonly word: string;
  /** A codicon id. */
  readonly icon: string;
  /** A theme colour id. */
  readonly color?: string;
  /** One character for a terminal. */
  readonly mark: string;
}

export const SURFACE_LOOKS = {
  met: { word: "met", icon: "pass-filled", color: "testing.iconPassed", mark: "✔" },
  owed: { word: "owed", icon: "circle-large-outline", color: "list.warningForeground", mark: "○" },
  "not-needed": { word: "not needed", icon: "circle-slash", color: "disabledForeground", mark: "⊘" },
  untouched: { word: "untouched", icon: "dash", color: "disabledForeground", mark: "·" },
} as const satisfies Record<SurfaceState, Look>;

export const RISK_LOOKS = {
  answered: { word: "answered", icon: "shield", color: "testing.iconPassed", mark: "✔" },
  unanswered: { word: "unanswered", icon: "shield", color: "list.warningForeground", mark: "○" },
} as const satisfies Record<RiskVerdict["state"], Look>;

export const GATE_LOOKS = {
  open: { word: "open", icon: "pass-filled", color: "testing.iconPassed", mark: "✔" },
  waiting: { word: "waiting", icon: "lock", color: "list.warningForeground", mark: "○" },
  broken: { word: "broken", icon: "error", color: "list.errorForeground", mark: "✖" },
  ahead: { word: "ahead", icon: "circle-outline", color: "disabledForeground", mark: "·" },
} as const satisfies Record<GateState, Look>;

export const SEVERITY_LOOKS = {
  error: { word: "error", icon: "error", mark: "✖" },
  warning: { word: "warning", icon: "warning", mark: "▲" },
  info: { word: "info", icon: "info", mark: "ℹ" },
  hint: { word: "hint", icon: "lightbulb", mark: "·" },
} as const satisfies Record<Severity, Look>;

export const AUDIT_LOOKS = {
  proven: { word: "proven", icon: "pass-filled", color: "testing.iconPassed", mark: "✔" },
  unproven: { word: "not proven", icon: "error", color: "list.errorForeground", mark: "✖" },
  failing: { word: "fails", icon: "circle-large-outline", color: "list.warningForeground", mark: "○" },
  open: { word: "open", icon: "circle-large-outline", color: "list.warningForeground", mark: "○" },
  unanswered: { word: "unanswered", icon: "question", color: "disabledForeground", mark: "?" },
  "not-applicable": { word: "not applicable", icon: "circle-slash", color: "disabledForeground", mark: "⊘" },
} as const satisfies Record<AuditItemState, Look>;

const GOOD = { icon: "check", color: "testing.iconPassed", mark: "✔" } as const;
const MOVED = { icon: "arrow-swap", color: "list.warningForeground", mark: "▲" } as const;
const STALE = { icon: "history", color: "list.warningForeground", mark: "▲" } as const;
const BAD = { icon: "error", color: "list.errorForeground", mark: "✖" } as const;
const VAGUE = { icon: "question", color: "disabledForeground", mark: "?" } as const;

export const RUN_LOOKS = {
  passed: { word: "passed", ...GOOD },
  failed: { word: "failed", ...BAD },
  stale: { word: "stale", ...STALE },
  "no-result": { word: "no result", ...VAGUE, color: "list.warningForeground" },
} as const satisfies Record<RunState, Look>;

export const CLAIM_LOOKS = {
  holds: { word: "holds", ...GOOD },
  moved: { word: "moved", ...MOVED },
  changed: { word: "changed", ...BAD },
  gone: { word: "gone", ...BAD },
  "out-of-range": { word: "no such line", ...BAD },
  unresolved: { word: "no such file", ...BAD },
  placeholder: { word: "placeholder", ...VAGUE },
  "no-line": { word: "no line", ...VAGUE },
  "stale-run": { word: "stale run", ...STALE },
  "failed-run": { word: "failed run", ...BAD },
  "never-run": { word: "never run", ...STALE },
} as const satisfies Record<ClaimState, Look>;
