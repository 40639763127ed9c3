import type { Config, SurfaceBinding, SurfaceRole } from "../config/schema.ts";
import { insidePackage } from "../config/inside-package.ts";
import { groupBy } from "../group.ts";
import type { Path } from "../model/place.ts";
import type { Protocol } from "../model/protocol.ts";
import { roleOf, WORKFLOW_CAUSES } from "../surfaces/bind.ts";
import { ALARMS, opensAt } from "../surfaces/likely.ts";
import { against, budgetFor, type Weighed } from "./budget.ts";
import { exclusionsFor } from "./exclude.ts";
import { type Remark, remarkKey } from "./remarks.ts";
import { demandsOf, type Mark, type Marks, type Replayed, SILENCE } from "./replayed.ts";

/** One setting that marks speak for: where it stands in the configuration, its new value, and why. */
export interface Setting {
  readonly keys: readonly (string | number)[];
  readonly value: unknown;
  /** What the value adds to a list that holds now. */
  readonly added?: readonly string[];
  readonly why: string;
}

/** What commits are held to: the configuration with all it extends, and the protocol it names. */
export interface Held {
  readonly config: Config;
  readonly protocol: Pick<Protocol, "surfaces">;
  /** Whether the repository names a protocol of its own. */
  readonly own: boolean;
}

/** What a remark was marked. */
interface Marked {
  readonly replayed: Replayed;
  readonly remark: Remark;
  readonly mark: Mark;
}

/** A list of globs that a wrong remark can be left out of. */
interface List {
  readonly keys: readonly string[];
  readonly globs: readonly string[];
  /** Whether leaving out is a glob with `!` in it, or a glob of a list that leaves out. */
  readonly takesAway: boolean;
  readonly says: string;
}

/** Only so many wrong hints, and no right one, speak against a document: nobody has to follow a hint. */
const HINTS = 2;

/**
 * What a person's marks propose to set, none of which goes against a mark “right”: files that a surface, or
 * Lockstep, should leave out, and another budget of false alarms. Empty where no setting would help.
 */
export function tuningFor(replayed: readonly Replayed[], marks: Marks, held: Held): Setting[] {
  const marked = replayed.flatMap((one) =>
    one.remarks.flatMap((remark): Marked[] => {
      const mark = marks.get(one.commit)?.get(remarkKey(remark));
      return mark ? [{ replayed: one, remark, mark }] : [];
    }),
  );
  const budget = budgetSettings(replayed, marked, marks, held);
  const alarms = budget.find(({ keys }) => keys.at(-1) === "alarms")?.value;
  const settled =
    typeof alarms === "number"
      ? marked.filter(
          ({ remark, mark, replayed: { need = 0 } }) =>
            !(mark === "wrong" && remark.occasion === "likely" && !opensAt(need, alarms)),
        )
      : marked;
  return [...exclusions(settled, held), ...budget];
}

function exclusions(marked: readonly Marked[], held: Held): Setting[] {
  const placed = marked.flatMap(({ remark, mark }) => {
    const found = listFor(remark, held);
    return found ? [{ ...found, remark, mark }] : [];
  });
  return [...groupBy(placed, ({ list }) => JSON.stringify(list.keys))].flatMap(([, group]): Setting[] => {
    const list = group[0]?.list;
    if (!list) return [];
    const at = (mark: Mark): Path[] => group.filter((one) => one.mark === mark).map(({ path }) => path);
    const hints = groupBy(
      group.filter(({ remark, mark }) => mark === "wrong" && remark.kind === "hint"),
      ({ path }) => path,
    );
    const told = new Set(
      group.filter(({ remark, mark }) => mark === "wrong" && remark.kind !== "hint").map(({ path }) => path),
    );
    const wrong = at("wrong").filter((path) => told.has(path) || (hints.get(path)?.length ?? 0) >= HINTS);
    const found = exclusionsFor(wrong, at("right"), list.globs);
    if (found.length === 0) return [];
    const added = found.map(({ glob }) => (list.takesAway ? `!${glob}` : glob));
    return [
      {
        keys: list.keys,
        value: [...list.globs, ...added],
        added,
        why: `${list.says} ${found.map(({ glob }) => glob).join(", ")}`,
      },
    ];
  });
}

/** Which list would leave a remark out, and by which path; `undefined` where none does. */
function listFor(
  { kind, occasion, surface, place, cause }: Remark,
  held: Held,
): { readonly list: List; readonly path: Path } | undefined {
  const ignore: List = {
    keys: ["ignore"],
    globs: held.config.ignore ?? [],
    takesAway: false,
    says: "Lockstep no longer looks at",
  };
  if (kind !== "owed") return { list: ignore, path: place.path };
  if (surface === undefined) return undefined;
  if (occasion === "behaviour") {
    const path = cause?.path ?? place.path;
    const globs = causesOf(surface, held, path);
    const says = `“${surface}” is no longer owed because of`;
    return {
      list: globs ? { keys: ["surfaces", surface, "causes"], globs, takesAway: true, says } : ignore,
      path,
    };
  }
  if (occasion !== "likely") return undefined;
  const isElsewhere = isApart(surface, held.config, place.path);
  const globs = isElsewhere ? undefined : bindingOf(surface, held.config)?.paths;
  const says = `“${surface}” no longer has`;
  return {
    list: globs ? { keys: ["surfaces", surface, "paths"], globs, takesAway: true, says } : ignore,
    path: place.path,
  };
}

/** The globs of what makes a surface owed, as far as they can be written down: its own, else those its role stands for. */
function causesOf(surface: string, held: Held, path: Path): readonly string[] | undefined {
  if (isApart(surface, held.config, path)) return undefined;
  const own = bindingOf(surface, held.config)?.causes;
  if (own) return own;
  if (roleIn(held, surface) === "workflow") return WORKFLOW_CAUSES;
  const code = held.protocol.surfaces.filter(({ id }) => roleIn(held, id) === "code");
  const [only] = code;
  if (!only || code.length > 1) return undefined;
  // What packages bind as their code makes the surface owed as well, and no one list says so.
  const inPackages = Object.values(held.config.packages ?? {}).some(
    ({ surfaces }) => surfaces !== undefined && Object.hasOwn(surfaces, only.id),
  );
  return inPackages ? undefined : bindingOf(only.id, held.config)?.paths;
}

function roleIn({ config, protocol }: Held, surface: string): SurfaceRole {
  const title = protocol.surfaces.find(({ id }) => id === surface)?.title ?? "";
  return bindingOf(surface, config)?.role ?? roleOf(title);
}

/** Whether a package binds the surface otherwise for its own files, of which this is one. */
function isApart(surface: string, { packages = {} }: Config, path: Path): boolean {
  return Object.entries(packages).some(
    ([folder, { surfaces }]) =>
      surfaces !== undefined && Object.hasOwn(surfaces, surface) && insidePackage(folder)(path) !== undefined,
  );
}

function bindingOf(surface: string, { surfaces = {} }: Config): SurfaceBinding | undefined {
  return Object.hasOwn(surfaces, surface) ? surfaces[surface] : undefined;
}

/**
 * The budget that goes against the fewest marks. Where no surface asks for one, and something was missing: that
 * documents open where a change is impacted, with such a budget.
 */
function budgetSettings(
  replayed: readonly Replayed[],
  marked: readonly Marked[],
  marks: Marks,
  held: Held,
): Setting[] {
  const { config, protocol } = held;
  const opens = protocol.surfaces.map(({ id }) => ({
    id,
    role: roleIn(held, id),
    opens: bindingOf(id, config)?.opens ?? (held.own ? "always" : "certain"),
  }));
  const isAsked = opens.some((surface) => surface.opens === "impacted");
  const closed = opens.find((surface) => surface.role === "documents" && surface.opens === "certain");
  if (!isAsked && !closed) return [];
  const weighed = weighedBy(replayed, marked, marks);
  const now = config.impact?.alarms ?? ALARMS;
  const alarms = budgetFor(weighed, now, opensAt) ?? now;
  const before = isAsked ? against(weighed, now, opensAt) : weighed.filter((one) => one.opens).length;
  const after = against(weighed, alarms, opensAt);
  if (after >= before) return [];
  const went = `${before} of ${weighed.length} marks went against it, now ${after} would`;
  const budget: Setting = {
    keys: ["impact", "alarms"],
    value: alarms,
    why: `${alarms} of a hundred changes that need no document may be taken for one that does${isAsked ? `, not ${now}: ${went}` : ""}`,
  };
  if (isAsked || !closed) return [budget];
  const opening: Setting = {
    keys: ["surfaces", closed.id, "opens"],
    value: "impacted",
    why: `“${closed.id}” is also owed where a change looks like one that needs a document: ${went}`,
  };
  return alarms === now ? [opening] : [opening, budget];
}

/** The marks that a budget can go against: what it opened, and what nothing was said of. */
function weighedBy(replayed: readonly Replayed[], marked: readonly Marked[], marks: Marks): Weighed[] {
  return [
    ...marked.flatMap(({ remark, mark, replayed: { need } }): Weighed[] =>
      remark.occasion === "likely" && need !== undefined ? [{ need, opens: mark === "right" }] : [],
    ),
    ...replayed.flatMap((one): Weighed[] => {
      const mark = marks.get(one.commit)?.get(SILENCE);
      const isSilent = demandsOf(one).length === 0;
      return mark && isSilent && one.need !== undefined ? [{ need: one.need, opens: mark === "wrong" }] : [];
    }),
  ];
}
