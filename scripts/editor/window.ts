import { chromium } from "playwright-core";
import type { Page } from "playwright-core";
import type { Editor } from "./host.ts";
import { installed } from "./installed.ts";

export interface WindowOptions {
  /** A cjs file exporting `run`, to be run in the extension host instead of driving the window. */
  readonly tests?: string;
  /** Built-in extensions that a fresh editor keeps switched off, to be switched on. */
  readonly enabledExtensions?: readonly string[];
  readonly headless?: boolean;
  readonly size?: { readonly width: number; readonly height: number };
  /** Hears what the extension host and the workbench log, line by line, as they log it. */
  readonly onLog?: (type: string, line: string) => void;
}

/** A browser window showing an editor's workbench. */
export interface EditorWindow {
  readonly page: Page;
  /** Settles with the exit code when the workbench ends a test run, or with undefined when the window closes first. */
  readonly exit: Promise<number | undefined>;
  /** The workbench's and the extension host's log so far. */
  log(): readonly string[];
  close(): Promise<void>;
}

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Opens the editor's workbench in a browser of its own and loads the page; does not wait for the workbench to be drawn. */
export async function openWindow(editor: Editor, options: WindowOptions = {}): Promise<EditorWindow> {
  const size = options.size ?? { width: 1400, height: 900 };
  const browser = await chromium.launch({
    executablePath: installed().chrome,
    headless: options.headless ?? true,
    args: [...flags, `--window-size=${size.width},${size.height}`],
  });
  // What a command copies is read back by the tests, without anybody to ask whether it may.
  const context = await browser.newContext({
    viewport: size,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();

  if (options.enabledExtensions) await page.addInitScript({ content: enabling(options.enabledExtensions) });
  const lines: string[] = [];
  await page.exposeFunction("codeAutomationLog", (type: string, args: readonly unknown[]) => {
    const line = args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg))).join(" ");
    lines.push(`${type}: ${line}`);
    options.onLog?.(type, line);
  });
  const exit = new Promise<number | undefined>((resolve) => {
    page.once("close", () => resolve(undefined));
    browser.once("disconnected", () => resolve(undefined));
    void page.exposeFunction("codeAutomationExit", (code: number) => resolve(code));
  });
  await page.goto(editor.url(options.tests === undefined ? {} : { tests: options.tests }), {
    waitUntil: "domcontentloaded",
    timeout: 60_000,
  });
  return { page, exit, log: () => lines, close: () => browser.close() };
}

/** A script for the page, to run before the workbench reads its configuration: adds to what is switched on. */
function enabling(extensions: readonly string[]): string {
  return `
    const find = document.getElementById.bind(document);
    document.getElementById = (id) => {
      const element = find(id);
      if (id === "vscode-workbench-web-configuration" && element) {
        const settings = JSON.parse(element.getAttribute("data-settings") ?? "{}");
        settings.enabledExtensions = ${JSON.stringify(extensions)};
        element.setAttribute("data-settings", JSON.stringify(settings));
      }
      return element;
    };`;
}
