import { type AuditedEvidence, type AuditedItem, type KnownGap, sayPlace, type Verdict } from "#core";
import { AUDIT_LOOKS, CLAIM_LOOKS } from "./look.ts";
import { count, plain } from "./plain.ts";
import { runRows } from "./run-rows.ts";
import type { Row } from "./tree.ts";

/** *Self-Audit*: what the protocol asks about, what was answered, the evidence with its live state, known gaps. */
export function auditRows({ audit, runs }: Verdict): Row[] {
  if (!audit) return [];
  return [
    ...groupRow("items", "Self-audit", audit.items),
    ...groupRow("rubric", "Final rubric", audit.rubric),
    ...runsRow(runs),
    ...gapsRow(audit.gaps),
  ];
}

/** How far an audit has come: `3 of 10 proven`. */
export function auditDetail({ audit }: Verdict): string {
  const items = [...(audit?.items ?? []), ...(audit?.rubric ?? [])];
  return items.length === 0 ? "" : progress(items);
}

function progress(items: readonly AuditedItem[]): string {
  const of = (state: AuditedItem["state"]): number => items.filter((item) => item.state === state).length;
  const owed = items.length - of("not-applicable");
  const unproven = of("unproven");
  return `${of("proven")} of ${owed} proven${unproven > 0 ? ` · ${unproven} not proven` : ""}`;
}

function groupRow(id: string, label: string, items: readonly AuditedItem[]): Row[] {
  if (items.length === 0) return [];
  const detail = progress(items);
  return [
    {
      id: `audit|${id}`,
      label,
      description: detail,
      icon: "checklist",
      context: `auditGroup:${id}`,
      spoken: `${label}, ${detail}`,
      tooltip: detail,
      rows: items.map((item) => itemRow(id, item)),
      expanded: true,
    },
  ];
}

function itemRow(group: string, item: AuditedItem): Row {
  const { item: title, state, place, demanded, evidence, gap } = item;
  const look = AUDIT_LOOKS[state];
  const owner = state === "failing" ? sayGap(gap) : "";
  const detail = owner || (evidence.length > 0 ? evidenceDetail(evidence) : "");
  const open = place ?? demanded;
  return {
    id: `audit|${group}|${title}`,
    label: plain(title, 120),
    description: [look.word, detail].filter(Boolean).join(" · "),
    icon: look.icon,
    color: look.color,
    // A probe's suggestion, or what an agent wrote: nobody has said yet that it will do, or that it does not apply.
    context: `audit:${state}${state === "open" && (place || evidence.some((one) => one.place)) ? ":canConfirm" : ""}`,
    spoken: [title, look.word, detail].filter(Boolean).join(", "),
    tooltip: [title, ...evidence.map(({ text, says }) => `${text}: ${says}`)]
      .map((line) => plain(line, 300))
      .join("\n"),
    ...(open ? { open } : {}),
    item: title,
    rows: evidence.map((one, at) => evidenceRow(`${group}|${title}|${at}`, one)),
    expanded: state === "unproven" || state === "failing",
  };
}

function evidenceDetail(evidence: readonly AuditedEvidence[]): string {
  const worst = evidence.find(({ state }) => state !== "holds");
  return worst ? `${name(worst)} ${CLAIM_LOOKS[worst.state].word}` : evidence.map(name).join(", ");
}

function evidenceRow(id: string, evidence: AuditedEvidence): Row {
  const { text, state, says, place, claimed } = evidence;
  const look = CLAIM_LOOKS[state];
  const open = place ?? claimed;
  const to = state === "moved" && place ? ` · now ${name({ ...evidence, text: sayPlace(place) })}` : "";
  return {
    id: `evidence|${id}`,
    label: name(evidence),
    description: `${look.word}${to}${claimed ? "" : " · recorded"}`,
    icon: look.icon,
    color: look.color,
    context: `evidence:${state}`,
    spoken: `Evidence ${plain(text, 200)}, ${look.word}`,
    tooltip: plain(`${text}: ${says}`, 400),
    ...(open ? { open } : {}),
    rows: [],
    expanded: false,
  };
}

function runsRow(runs: Verdict["runs"]): Row[] {
  if (runs.length === 0) return [];
  const passed = runs.filter(({ state }) => state === "passed").length;
  const detail = `${passed} of ${runs.length} passed`;
  return [
    {
      id: "audit|runs",
      label: "Verification runs",
      description: detail,
      icon: "play",
      context: "auditGroup:runs",
      spoken: `Verification runs, ${detail}`,
      tooltip: "What Lockstep itself ran for this change, and what it is worth now.",
      rows: runRows(runs, "audit"),
      expanded: true,
    },
  ];
}

function gapsRow(gaps: readonly KnownGap[]): Row[] {
  if (gaps.length === 0) return [];
  return [
    {
      id: "audit|gaps",
      label: "Known gaps",
      description: count(gaps.length, "gap"),
      icon: "list-unordered",
      context: "auditGroup:gaps",
      spoken: count(gaps.length, "known gap"),
      tooltip: "What fails, who closes it and when.",
      rows: gaps.map((gap, at) => ({
        id: `gap|${at}|${gap.item}`,
        label: plain(gap.item, 120),
        description: sayGap(gap),
        icon: gap.owner !== undefined && gap.eta !== undefined ? "person" : "warning",
        ...(gap.owner !== undefined && gap.eta !== undefined ? {} : { color: "list.warningForeground" }),
        context: "gap",
        spoken: `Known gap ${gap.item}, ${sayGap(gap)}`,
        tooltip: plain(`${gap.item}: ${sayGap(gap)}`, 400),
        ...(gap.place ? { open: gap.place } : {}),
        rows: [],
        expanded: false,
      })),
      expanded: true,
    },
  ];
}

function sayGap(gap: KnownGap | undefined): string {
  if (!gap) return "no known gap says who closes it";
  return `${plain(gap.owner ?? "no owner", 60)} · ${plain(gap.eta ?? "no ETA", 40)}`;
}

/** `retry.ts:4` of a path, a command as it is. */
function name({ text }: AuditedEvidence): string {
  const short = /\s/.test(text) ? text : text.slice(text.lastIndexOf("/", text.search(/[:#]|$/)) + 1);
  return plain(short.replaceAll("`", ""), 80);
}
