/** What the journeys through the CRM example share: its files, and what a person does and sees there. */
import { strict as assert } from "node:assert";
import { type Demo, type DemoOptions, withDemo } from "../host/demo.ts";
import { eventually } from "../host/eventually.ts";
import type { Row } from "../host/rows.ts";

/** The file most journeys edit; `export const RETRY_LIMIT = 3;` is its line LIMIT. */
export const RETRY = "src/dialer/retry.ts";
export const LIMIT = 2;

/** The surfaces of the CRM's protocol, in its order. */
export const SURFACES = [
  "Backend logic",
  "Repository state",
  "Documentation",
  "Command surface",
  "Workflow references",
  "Verification",
] as const;

type Surface = (typeof SURFACES)[number];
type State = "met" | "owed" | "not needed" | "untouched";

/** One editor for all journeys that need nothing special; what is typed into it stands there as it was typed. */
const SHARED: DemoOptions = {
  size: { width: 1280, height: 800 },
  settings: { "editor.autoClosingComments": "never" },
};

/** A person in front of Lockstep in one editor. */
export interface Person {
  readonly demo: Demo;
  readonly workbench: Demo["workbench"];
  /** The rows of Update Surfaces. */
  readonly surfaces: ReturnType<Demo["workbench"]["tree"]>;
  readonly status: ReturnType<Demo["workbench"]["statusItem"]>;
  /** Waits until Update Surfaces shows each surface named in the state named. */
  sees(states: Partial<Record<Surface, State>>): Promise<void>;
  /** Opens what stands behind the status bar, and waits until it offers something. */
  opensGate(): Promise<void>;
  /** Types a retry limit into the editor of RETRY; does not save. */
  typeLimit(limit: number): Promise<void>;
  /** Sets the retry limit on disk, as another program would. */
  writeLimit(limit: number): Promise<void>;
}

/**
 * For a `describe`: how it defines a journey, a test that begins where the demo began - editors closed, the repository
 * at its first commit, Lockstep open and in step - whatever became of the journey before it.
 */
export function journeys(
  options: DemoOptions = SHARED,
): (title: string, walk: (person: Person) => Promise<void>) => void {
  const demo = withDemo(options);
  return (title, walk) => {
    it(title, async () => {
      await demo().restore();
      const person = personIn(demo());
      await person.workbench.activityBar.open("Lockstep");
      await person.status.says("Lockstep: in step");
      // The tree is drawn a moment after the status bar.
      await person.surfaces.until(
        "surfaces, all untouched",
        (rows) => rows.length > 0 && rows.every(({ text }) => text.endsWith(" untouched")),
      );
      await walk(person);
    });
  };
}

function personIn(demo: Demo): Person {
  const { workbench } = demo;
  const surfaces = workbench.tree("Update Surfaces");
  const status = workbench.statusItem("lockstep.gate");
  return {
    demo,
    workbench,
    surfaces,
    status,
    async sees(states) {
      const wanted = Object.entries(states).map(([title, state]) => `${title} ${state}`);
      // Other views may leave this one so little room that not all rows are in sight.
      await eventually(
        `${wanted.join(", ")} in Update Surfaces`,
        async () => {
          const rows = await surfaces.whole();
          return wanted.every((row) => rows.some((one) => shows(one, row))) || undefined;
        },
        async () => (await surfaces.whole()).map(({ text }) => text),
      );
    },
    async opensGate() {
      const { quickInput } = workbench;
      await status.click(() => quickInput.opened("Choose what to do", 5000));
      await quickInput.options.until("something to choose", (rows) => rows.length > 0);
    },
    async typeLimit(limit) {
      await workbench.editors.open(demo.path(RETRY), LIMIT);
      await workbench.editors.replaceLine(LIMIT, limitLine(limit));
    },
    async writeLimit(limit) {
      const text = await demo.read(RETRY);
      const edited = text.replace(/^export const RETRY_LIMIT = \d+;$/m, limitLine(limit));
      assert.notEqual(edited, text);
      await demo.write(RETRY, edited);
    },
  };
}

/** Whether a row's text begins with these words: a state may be followed by details. */
function shows({ text }: Row, words: string): boolean {
  return text === words || text.startsWith(`${words} `);
}

function limitLine(limit: number): string {
  return `export const RETRY_LIMIT = ${limit};`;
}
