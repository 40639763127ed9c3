import type { Assumption, GateVerdict, Verdict } from "#core";
import { isApprovable, needsPerson, sayApproval } from "./gates.ts";
import { GATE_LOOKS } from "./look.ts";
import { count, plain } from "./plain.ts";
import type { Row } from "./tree.ts";

/** *Phases & Gates*: what is wrong with the record, the change with its track, each gate with its asks, the assumptions. */
export function gateRows(verdict: Verdict): Row[] {
  const { record, gates } = verdict;
  return [
    ...damageRows(verdict),
    ...(record?.started && record.closed === undefined ? [changeRow(verdict, record)] : []),
    ...gates.map((gate) => gateRow(verdict, gate)),
    ...assumptionRows(record?.assumptions ?? []),
  ];
}

/** A row with nothing to open and nothing below, unless said. */
function row(facts: Pick<Row, "id" | "label" | "description" | "icon" | "context"> & Partial<Row>): Row {
  return {
    spoken: [facts.label, facts.description].filter(Boolean).join(", "),
    tooltip: "",
    rows: [],
    expanded: false,
    ...facts,
  };
}

function damageRows({ recordProblems }: Verdict): Row[] {
  const errors = recordProblems.filter(({ weight }) => weight === "error");
  if (errors.length === 0) return [];
  const isMissing = errors.some(({ code }) => code === "event-missing");
  return [
    row({
      id: "damage",
      label: "The record is damaged",
      description: count(errors.length, "problem"),
      icon: "error",
      color: "list.errorForeground",
      context: `damage${isMissing ? ":canRestore" : ""}`,
      tooltip: "Events are files that nobody writes again. Every gate stays closed until this is mended.",
      expanded: true,
      rows: errors.map(({ path, code, reason }) =>
        row({
          id: `damage|${path}|${code}`,
          label: plain(path.slice(path.lastIndexOf("/") + 1)),
          description: plain(reason, 120),
          icon: "warning",
          context: "problem",
          open: { path, line: 1 },
        }),
      ),
    }),
  ];
}

function changeRow({ track }: Verdict, record: NonNullable<Verdict["record"]>): Row {
  return row({
    id: `change|${record.id}`,
    label: plain(record.title, 80),
    description: `${track.track} track`,
    icon: "git-pull-request",
    context: "change:open",
    tooltip: [`Started by ${plain(record.opened.by)}, ${record.opened.when}.`, ...track.reasons].join("\n\n"),
  });
}

function gateRow(verdict: Verdict, gate: GateVerdict): Row {
  const { phase, title, state, asks, approval, document } = gate;
  const look = GATE_LOOKS[state];
  const detail = approval
    ? sayApproval(approval)
    : state === "ahead"
      ? ""
      : needsPerson(gate)
        ? "approval needed"
        : count(asks.length, "ask");
  const flags = [
    isApprovable(gate) ? "canApprove" : "",
    asks.some(({ code }) => code === "approval-stale") ? "canCompare" : "",
    state === "ahead" ? "" : "canSendBack",
  ].filter(Boolean);
  return row({
    // A gate that changes its state is a new row, so that the current one opens by itself.
    id: `gate|${gate.change ?? ""}|${phase}|${state}`,
    label: `${phase} ${plain(title, 80)}`,
    description: detail ? `${look.word} · ${detail}` : look.word,
    icon: look.icon,
    color: look.color,
    context: ["gate", phase, state, ...flags].join(":"),
    tooltip: gate.planOnly ? "Only questions and plans belong here." : "Approving binds the change itself.",
    phase,
    expanded: state === "waiting" || state === "broken",
    rows: [
      ...asks.slice(0, 50).map(({ code, text, place }, at) =>
        row({
          id: `ask|${phase}|${at}|${code}`,
          label: plain(text, 160),
          description: `${plain(place.path.slice(place.path.lastIndexOf("/") + 1))}:${place.line}`,
          icon: code.startsWith("approval-") ? "account" : "arrow-right",
          context: `ask:${code}`,
          tooltip: plain(text, 400),
          open: place,
          phase,
        }),
      ),
      ...(document === undefined || state === "ahead"
        ? []
        : [
            row({
              id: `document|${phase}`,
              label: plain(document.slice(document.lastIndexOf("/") + 1)),
              description: "document",
              icon: "file",
              context: "document",
              open: { path: document, line: 1 },
              phase,
            }),
          ]),
      ...saidRows(verdict, phase),
    ],
  });
}

/** What people said about a phase. */
function saidRows({ record }: Verdict, phase: number): Row[] {
  const comments = (record?.comments ?? [])
    .filter((comment) => comment.phase === phase)
    .map(({ id, by, at, text }) => ({ id, by, at, text, icon: "comment" }));
  const backs = (record?.sendBacks ?? [])
    .filter((back) => back.phase === phase)
    .map(({ id, by, at, comment }) => ({ id, by, at, text: `Sent back: ${comment}`, icon: "discard" }));
  return [...comments, ...backs]
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ id, by, at, text, icon }) =>
      row({
        id: `said|${id}`,
        label: plain(text, 160),
        description: plain(by.name, 40),
        icon,
        context: "said",
        tooltip: `${plain(by.name)}, ${at}\n\n${plain(text, 2000)}`,
      }),
    );
}

const ASSUMPTION_LOOKS = {
  pending: { icon: "question", color: "list.warningForeground" },
  confirmed: { icon: "pass", color: "testing.iconPassed" },
  rejected: { icon: "circle-slash", color: "disabledForeground" },
} as const satisfies Record<Assumption["state"], Pick<Row, "icon" | "color">>;

function assumptionRows(assumptions: readonly Assumption[]): Row[] {
  if (assumptions.length === 0) return [];
  const pending = assumptions.filter(({ state }) => state === "pending").length;
  return [
    row({
      id: "assumptions",
      label: "Assumptions",
      description: pending > 0 ? `${pending} not confirmed` : "decided",
      icon: "lightbulb",
      context: "assumptions",
      expanded: pending > 0,
      rows: assumptions.map(({ id, text, rationale, risk, proposedTest, state, place, hidden }) =>
        row({
          id: `assumption|${id}|${state}`,
          label: plain(text, 120),
          description: hidden ? `${state} · was not listed` : state,
          ...ASSUMPTION_LOOKS[state],
          context: `assumption:${state}`,
          tooltip: [
            `Rationale: ${rationale}`,
            `Risk if wrong: ${risk}`,
            `Proposed test: ${proposedTest}`,
          ].join("\n\n"),
          ...(place ? { open: place } : {}),
          assumption: id,
        }),
      ),
    }),
  ];
}
