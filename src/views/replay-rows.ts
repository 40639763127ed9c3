import { demandsOf, type Mark, type Marks, type Remark, remarkKey, type Replayed, SILENCE } from "#core";
import { count, plain } from "./plain.ts";
import type { Row } from "./tree.ts";
import { withoutMarks } from "./without-marks.ts";

/**
 * *Recent Commits*: what Lockstep would have said of each, newest first. Below a commit what it would have
 * asked for, then its hints; a commit about which it would have said nothing can be marked itself.
 */
export function replayRows(commits: readonly Replayed[], marks: Marks): Row[] {
  return commits.map((one) => commitRow(one, marks.get(one.commit) ?? new Map()));
}

/** Where it stands, in a few words: how many commits would have been asked something, how many marks there are. */
export function replayDetail(commits: readonly Replayed[], marks: Marks): string {
  const asked = commits.filter((one) => demandsOf(one).length > 0).length;
  const all = commits.flatMap(({ commit }) => [...(marks.get(commit)?.values() ?? [])]);
  const wrong = all.filter((mark) => mark === "wrong").length;
  const marked =
    all.length > 0 ? `, ${count(all.length, "mark")}${wrong > 0 ? ` (${wrong} wrong)` : ""}` : "";
  return `${asked} of ${commits.length} asked for something${marked}`;
}

function commitRow(replayed: Replayed, marks: ReadonlyMap<string, Mark>): Row {
  const { commit, subject, remarks } = replayed;
  const demands = demandsOf(replayed);
  const hints = remarks.filter(({ kind }) => kind === "hint");
  const silent = demands.length === 0;
  const state = silent ? "nothing to say" : summary(demands);
  const mark = silent ? marks.get(SILENCE) : undefined;
  const name = plain(subject ?? commit, 100);
  return {
    id: `commit|${commit}`,
    label: name,
    description: [mark, state, commit.slice(0, 8)].filter(Boolean).join(" · "),
    ...(silent ? SILENT : ASKED),
    ...(mark ? MARKED[mark] : {}),
    context: silent ? `said:silence:${mark ?? "unmarked"}` : "commit",
    spoken: [name, state, mark ? `marked ${mark}` : "", `commit ${commit.slice(0, 8)}`]
      .filter(Boolean)
      .join(", "),
    tooltip: `${plain(commit)}\n\n${name}`,
    commit,
    about: SILENCE,
    rows: [
      ...demands.map((one) => remarkRow(one, replayed, marks)),
      ...(hints.length > 0 ? [hintsRow(hints, replayed, marks)] : []),
    ],
    expanded: !silent,
  };
}

const SILENT = { icon: "git-commit", color: "disabledForeground" } as const;
const ASKED = { icon: "git-commit", color: "list.warningForeground" } as const;
const MARKED = {
  right: { icon: "thumbsup-filled", color: "testing.iconPassed" },
  wrong: { icon: "thumbsdown-filled", color: "list.errorForeground" },
} as const satisfies Record<Mark, { icon: string; color: string }>;
const KINDS = {
  line: { icon: "warning", word: "false" },
  owed: { icon: "circle-large-outline", word: "owed" },
  hint: { icon: "lightbulb", word: "hint" },
} as const satisfies Record<Remark["kind"], { icon: string; word: string }>;

function summary(demands: readonly Remark[]): string {
  const lines = demands.filter(({ kind }) => kind === "line").length;
  const surfaces = new Set(
    demands.flatMap(({ kind, surface }) => (kind === "owed" && surface ? [surface] : [])),
  );
  return [
    lines > 0 ? `${count(lines, "line")} false` : "",
    surfaces.size > 0 ? `${[...surfaces].map((id) => plain(id, 40)).join(", ")} owed` : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

function remarkRow(remark: Remark, { commit }: Replayed, marks: ReadonlyMap<string, Mark>): Row {
  const { kind, place, says, quotes, cause } = remark;
  const key = remarkKey(remark);
  const mark = marks.get(key);
  const look = mark ? MARKED[mark] : { icon: KINDS[kind].icon, color: COLORS[kind] };
  return {
    id: `remark|${commit}|${key}`,
    label: `${plain(place.path.slice(place.path.lastIndexOf("/") + 1))}:${place.line}`,
    description: [mark, quotes ? `“${plain(withoutMarks(quotes), 100)}”` : plain(says, 140)]
      .filter(Boolean)
      .join(" · "),
    ...look,
    context: `said:${kind}:${mark ?? "unmarked"}${cause ? ":hasCause" : ""}`,
    spoken: `${KINDS[kind].word}, ${place.path}, line ${place.line}: ${says}${mark ? ` Marked ${mark}.` : ""}`,
    tooltip: [plain(says, 400), plain(place.path)].join("\n\n"),
    open: place,
    commit,
    about: key,
    ...(cause ? { cause } : {}),
    rows: [],
    expanded: false,
  };
}

const COLORS = {
  line: "list.warningForeground",
  owed: "list.warningForeground",
  hint: "disabledForeground",
} as const satisfies Record<Remark["kind"], string>;

function hintsRow(hints: readonly Remark[], replayed: Replayed, marks: ReadonlyMap<string, Mark>): Row {
  return {
    id: `hints|${replayed.commit}`,
    label: "Hints",
    description: `${hints.length} · nothing that had to be done`,
    icon: "lightbulb",
    color: "disabledForeground",
    context: "hints",
    spoken: count(hints.length, "hint"),
    tooltip:
      "Lines and sections that may have been concerned. Doc Impact shows such hints; nobody has to follow them.",
    rows: hints.map((one) => remarkRow(one, replayed, marks)),
    expanded: false,
  };
}
