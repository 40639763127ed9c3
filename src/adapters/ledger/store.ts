import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import {
  currentChange,
  EVENT_LIMITS,
  eventFile,
  eventsFolder,
  foldLedger,
  isChangeId,
  makeEvent,
  newChangeId,
  sha256,
  signedEvent,
  type Actor,
  type ChangeState,
  type EventData,
  type EventDraft,
  type Ledger,
  type LedgerEvent,
} from "#core";
import { nodeDisk, type Disk } from "./disk.ts";
import { writeDurably } from "./durable.ts";
import { folderIn, makeFolderIn } from "./folder.ts";
import { followHeads, type Heads } from "./heads.ts";
import { furnish } from "./house.ts";
import { JOURNAL, readJournal } from "./journal.ts";
import { readWorkingCopy } from "./read-working-copy.ts";
import { sweep } from "./sweep.ts";
import { LedgerTrouble } from "./trouble.ts";

/** Who writes, and when. */
export interface By {
  readonly actor: Actor;
  readonly now: Date;
  /** Signs the event's id: a bare SSHSIG in base64. */
  readonly sign?: (id: string) => Promise<string>;
}

export interface LedgerHome {
  /** The working copy's root. */
  readonly root: string;
  /** `git rev-parse --git-common-dir`, absolute: where every event's second copy goes. Without it there is none. */
  readonly commonDir?: string;
  readonly disk?: Disk;
}

/**
 * The records of a working copy's changes. No locks: an event is one new file that nobody writes
 * again. Every method throws `LedgerTrouble` and nothing else. An event that was returned survives a
 * crash and a power cut; one that was not is either there whole or not at all.
 */
export interface LedgerStore {
  /** All changes of the working copy, read anew. */
  readChanges(): Promise<Ledger>;
  readChange(change: string): Promise<Ledger>;
  /** Starts the record of a change, with an id of its own unless one is given. */
  openChange(open: EventData<"open">, by: By, id?: string): Promise<LedgerEvent>;
  /** Writes one event into a change that is there. */
  record(change: string, draft: EventDraft, by: By): Promise<LedgerEvent>;
  /**
   * The open change of a branch; opened now where there is none. Two processes that open a branch's
   * change at the same time open the same one.
   * @param branch absent on a detached head
   */
  changeOf(branch: string | undefined, by: By): Promise<ChangeState>;
  /** Every event this clone ever wrote, from the journal, but those known by their ids: the witness for what is gone. */
  journal(isKnown?: (id: string) => boolean): Promise<readonly LedgerEvent[]>;
  /** Puts events of the journal back where they belong; equal files stay equal. */
  restore(events: readonly LedgerEvent[], now: Date): Promise<void>;
}

interface Folders {
  /** The change's own folder: temporaries and phase documents. */
  readonly own: string;
  readonly events: string;
}

export function ledgerStore({ root, commonDir, disk = nodeDisk }: LedgerHome): LedgerStore {
  const heads = new Map<string, Heads>();
  const swept = new Set<string>();
  const flushed = new Set<string>();

  async function foldersOf(change: string, now: Date): Promise<Folders> {
    const top = await disk.realpath(root);
    const events = await makeFolderIn(disk, top, eventsFolder(change).split("/"), flushed);
    const own = dirname(events);
    const lockstep = join(top, ".lockstep");
    await sweepOnce(own, now);
    if (!swept.has(lockstep)) await furnish(disk, lockstep);
    await sweepOnce(lockstep, now);
    return { own, events };
  }

  async function sweepOnce(folder: string, now: Date): Promise<void> {
    if (swept.has(folder)) return;
    await sweep(disk, folder, now);
    swept.add(folder);
  }

  async function headsOf(change: string, { events }: Folders): Promise<readonly string[]> {
    const following = heads.get(change) ?? followHeads(disk, change);
    heads.set(change, following);
    return (await following.read(events)).slice(0, EVENT_LIMITS.parents);
  }

  async function write(change: string, draft: EventDraft, by: By): Promise<LedgerEvent> {
    if (!isChangeId(change)) throw new LedgerTrouble("refused", `${change} is no change id`);
    const folders = await foldersOf(change, by.now);
    const event = await built(change, draft, await headsOf(change, folders), by);
    const { name, text } = eventFile(event);
    await writeJournal(event.id, text, by.now);
    await writeDurably(disk, { folder: folders.events, name, temporary: folders.own, text });
    return event;
  }

  /**
   * The second copy. A git directory that may not be written (an agent's sandbox) is no reason to
   * lose the event itself: it only has one witness less.
   */
  async function writeJournal(id: string, text: string, now: Date): Promise<void> {
    if (commonDir === undefined) return;
    try {
      const folder = await makeFolderIn(disk, await disk.realpath(commonDir), JOURNAL, flushed);
      await sweepOnce(folder, now);
      await writeDurably(disk, { folder, name: `${id}.json`, temporary: folder, text });
    } catch (error) {
      const trouble = LedgerTrouble.of(error, "writing the journal");
      if (!(trouble instanceof LedgerTrouble && trouble.code === "not-writable")) throw trouble;
    }
  }

  async function readChanges(): Promise<Ledger> {
    return readWorkingCopy(disk, await disk.realpath(root));
  }

  async function openFor(branch: string | undefined, by: By): Promise<ChangeState> {
    const states = foldLedger(await readChanges());
    const known = currentChange(states, branch);
    if (known !== undefined) return known;
    // The same id for everybody who opens this branch's n-th change today.
    const earlier = [...states.values()].filter((state) => state.branch === branch).length;
    const hex = sha256(`${branch ?? ""}\n${earlier}`).slice(0, 6);
    // Nobody started a change: the record is named for what it keeps, and becomes a change's once one is started.
    const title = `Decisions and runs on ${branch?.slice(0, 170) ?? "a detached head"}`;
    const { sign: _, ...unsigned } = by;
    const data = { title, ...(branch === undefined ? {} : { branch }) };
    const { change } = await write(newChangeId(dayOf(by.now), title, hex), { type: "open", data }, unsigned);
    const state = foldLedger(await readWorkingCopy(disk, await disk.realpath(root), change)).get(change);
    if (state === undefined) throw new LedgerTrouble("disk", `${change} was opened and cannot be read`);
    return state;
  }

  return {
    readChanges: () => guarded("reading the ledger", readChanges),
    readChange: (change) =>
      guarded(`reading ${change}`, async () => {
        if (!isChangeId(change)) throw new LedgerTrouble("unknown-change", `${change} is no change id`);
        return readWorkingCopy(disk, await disk.realpath(root), change);
      }),
    openChange: (data, by, id) =>
      guarded("opening a change", () => {
        const own = id ?? newChangeId(dayOf(by.now), data.title, randomBytes(3).toString("hex"));
        return write(own, { type: "open", data }, by);
      }),
    record: (change, draft, by) =>
      guarded(`recording in ${change}`, async () => {
        const folder = isChangeId(change)
          ? await folderIn(disk, await disk.realpath(root), eventsFolder(change).split("/"))
          : undefined;
        if (folder === undefined) throw new LedgerTrouble("unknown-change", `there is no change ${change}`);
        return write(change, draft, by);
      }),
    changeOf: (branch, by) => guarded("opening the branch's change", () => openFor(branch || undefined, by)),
    journal: (isKnown) =>
      guarded("reading the journal", async () =>
        commonDir === undefined ? [] : readJournal(disk, commonDir, isKnown),
      ),
    restore: (events, now) =>
      guarded("restoring events", async () => {
        for (const event of events) {
          const { own, events: folder } = await foldersOf(event.change, now);
          await writeDurably(disk, { folder, temporary: own, ...eventFile(event) });
        }
      }),
  };
}

/** The event of a draft, signed where its writer signs; refused with the reason where it is out of bounds. */
async function built(
  change: string,
  draft: EventDraft,
  parents: readonly string[],
  { actor, now, sign }: By,
): Promise<LedgerEvent> {
  const made = makeEvent(draft, { change, actor, ts: now.toISOString(), parents });
  const done = made.is === "made" && sign ? signedEvent(made.event, await sign(made.event.id)) : made;
  if (done.is === "refused") throw new LedgerTrouble("refused", done.reason);
  return done.event;
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/** What the world refuses becomes a trouble; a bug stays what it is. */
async function guarded<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw LedgerTrouble.of(error, doing);
  }
}
