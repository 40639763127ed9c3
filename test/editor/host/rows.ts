import type { Locator, Page } from "playwright-core";
import { eventually, speaksOf } from "./eventually.ts";

export interface Row {
  /** What a screen reader hears. */
  readonly label: string;
  /** What is written on it, label and description with one space between. */
  readonly text: string;
  readonly level: number;
  /** undefined for a row without children. */
  readonly expanded: boolean | undefined;
}

type Wanted = string | RegExp;

/** A row in sight and where it stands in the list. */
interface Sight extends Row {
  readonly index: number;
  readonly isLast: boolean;
}

/** The rows of one of the workbench's lists or trees. They are virtual: only those scrolled into sight exist. */
export class Rows {
  readonly #page: Page;
  readonly #list: Locator;
  readonly #name: string;

  /** `name` says which list this is in failure texts. */
  constructor(page: Page, list: Locator, name: string) {
    this.#page = page;
    this.#list = list;
    this.#name = name;
  }

  /** The rows in sight, from top to bottom. */
  async all(): Promise<readonly Row[]> {
    return this.#inSight();
  }

  /** Every row from top to bottom, scrolling through the list where it is longer than what is in sight. */
  async whole(): Promise<readonly Row[]> {
    let sight = await this.#inSight();
    while (sight[0] && sight[0].index > 0) sight = await this.#turned(-100, sight);
    const rows = new Map<number, Row>();
    for (;;) {
      for (const row of sight) rows.set(row.index, row);
      if (sight.length === 0 || sight.at(-1)?.isLast) return [...rows.values()];
      sight = await this.#turned(100, sight);
    }
  }

  /** Waits for a row whose text or label speaks of `wanted`, scrolling for it when the list is long. */
  async find(wanted: Wanted): Promise<Row> {
    const scroll = this.#scroller();
    return eventually(
      `a row ${wanted} in ${this.#name}`,
      async () => {
        const found = (await this.all()).find((row) => meant(row, wanted));
        if (!found) await scroll();
        return found;
      },
      async () => (await this.all()).map((row) => row.text),
    );
  }

  /** Waits until no row in sight speaks of `wanted`. */
  async gone(wanted: Wanted): Promise<void> {
    await eventually(
      `no row ${wanted} in ${this.#name}`,
      async () => ((await this.all()).some((row) => meant(row, wanted)) ? undefined : true),
      async () => (await this.all()).map((row) => row.text),
    );
  }

  /** Waits until all rows are as `test` wants them, those out of sight included, and returns them. */
  async untilWhole(what: string, test: (rows: readonly Row[]) => boolean): Promise<readonly Row[]> {
    return eventually(
      `${what} in ${this.#name}`,
      async () => {
        const rows = await this.whole();
        return test(rows) ? rows : undefined;
      },
      async () => (await this.whole()).map((row) => row.text),
    );
  }

  /** Waits until the rows in sight are as `test` wants them, and returns them. */
  async until(what: string, test: (rows: readonly Row[]) => boolean): Promise<readonly Row[]> {
    return eventually(
      `${what} in ${this.#name}`,
      async () => {
        const rows = await this.all();
        return test(rows) ? rows : undefined;
      },
      async () => (await this.all()).map((row) => row.text),
    );
  }

  /** Clicks a row, again where `shown` does not come of it: a row that is just drawn anew may miss a click. */
  async click(wanted: Wanted, shown?: () => Promise<unknown>): Promise<void> {
    await this.#act(wanted, async (row) => {
      await row.click({ timeout: 2000 });
      await shown?.();
    });
  }

  async doubleClick(wanted: Wanted): Promise<void> {
    await this.#act(wanted, (row) => row.dblclick({ timeout: 2000 }));
  }

  async expand(wanted: Wanted): Promise<void> {
    await this.#fold(wanted, true);
  }

  async collapse(wanted: Wanted): Promise<void> {
    await this.#fold(wanted, false);
  }

  /**
   * Clicks the inline action of that title on a row, which shows only while the pointer is on the row; again where
   * `shown` does not come of it.
   */
  async inlineAction(wanted: Wanted, title: string, shown?: () => Promise<unknown>): Promise<void> {
    await this.#act(wanted, async (row) => {
      await row.hover({ timeout: 2000 });
      await row.locator(`.action-label[aria-label^="${title}"]`).click({ timeout: 2000 });
      await shown?.();
    });
  }

  async #fold(wanted: Wanted, expanded: boolean): Promise<void> {
    await eventually(
      `the row ${wanted} in ${this.#name} to be ${expanded ? "expanded" : "collapsed"}`,
      async () => {
        const row = await this.find(wanted);
        if (row.expanded === expanded) return true;
        await (await this.#locate(wanted)).locator(".monaco-tl-twistie").click({ timeout: 2000 });
        return undefined;
      },
      async () => this.all(),
    );
  }

  async #act(wanted: Wanted, act: (row: Locator) => Promise<void>): Promise<void> {
    await eventually(
      `a click on the row ${wanted} in ${this.#name}`,
      async () => {
        await act(await this.#locate(wanted));
        return true;
      },
      async () => (await this.all()).map((row) => row.text),
    );
  }

  async #locate(wanted: Wanted): Promise<Locator> {
    const { label } = await this.find(wanted);
    return this.#list.locator(`.monaco-list-row[aria-label=${JSON.stringify(label)}]`).first();
  }

  async #inSight(): Promise<readonly Sight[]> {
    const rows = await this.#list.locator(".monaco-list-row").evaluateAll((elements) =>
      elements.map((element) => ({
        index: Number(element.getAttribute("data-index")),
        isLast: element.getAttribute("data-last-element") === "true",
        label: element.getAttribute("aria-label") ?? "",
        text: element.innerText.replace(/\s+/g, " ").trim(),
        parts: [...element.querySelectorAll(".label-name, .label-description")].map((part) =>
          part.textContent.trim(),
        ),
        level: Number(element.getAttribute("aria-level")),
        expanded: element.getAttribute("aria-expanded"),
      })),
    );
    return rows
      .sort((one, other) => one.index - other.index)
      .map(({ index, isLast, label, text, parts, level, expanded }) => ({
        index,
        isLast,
        label,
        text: parts.length > 0 ? parts.filter(Boolean).join(" ") : text,
        level,
        expanded: expanded === null ? undefined : expanded === "true",
      }));
  }

  /** Turns the wheel one notch, which moves a list by about two rows, and waits for what is in sight then. */
  async #turned(notch: number, before: readonly Sight[]): Promise<readonly Sight[]> {
    const box = await this.#list.boundingBox();
    if (!box || box.height < 1) throw new Error(`${this.#name} is out of sight.`);
    await this.#page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await this.#page.mouse.wheel(0, notch);
    return eventually(
      `${this.#name} to scroll`,
      async () => {
        const now = await this.#inSight();
        const moved = now[0]?.index !== before[0]?.index || now.at(-1)?.index !== before.at(-1)?.index;
        return moved || now.length === 0 ? now : undefined;
      },
      async () => before.map((row) => row.text),
      2000,
    );
  }

  /** Each call turns the wheel some notches: down until the end of the list, then up until its start, and so on. */
  #scroller(): () => Promise<void> {
    let notch = 100;
    return async () => {
      const box = await this.#list.boundingBox();
      if (!box || box.height < 1) return;
      const atStart = (await this.#list.locator('.monaco-list-row[data-index="0"]').count()) > 0;
      const atEnd = (await this.#list.locator('.monaco-list-row[data-last-element="true"]').count()) > 0;
      if (atStart && atEnd) return;
      if (atStart) notch = 100;
      if (atEnd) notch = -100;
      await this.#page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      // However far it is told to go, a turn of the wheel moves a list by about two rows.
      const turns = Math.ceil(box.height / 100);
      for (let turn = 0; turn < turns; turn++) await this.#page.mouse.wheel(0, notch);
    };
  }
}

function meant(row: Row, wanted: Wanted): boolean {
  return speaksOf(row.text, wanted) || speaksOf(row.label, wanted);
}
