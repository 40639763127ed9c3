import { contentOf, type Named, type Source } from "./named.ts";

const screaming = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^[A-Z][A-Z0-9]{3,}$/;
/** What functions are called that make a flag: nothing else has a name with dashes as its first argument. */
const makesFlag = /^(?!get_|has_|is_)(?:\w+_)?(?:flag|opt)$/;
/** How many words back the context of a string is looked for. */
const REACH = 8;
const optionWord =
  /^(?:add_)?(?:options?|arguments?|args?|flags?|opts?|switch|requiredOption|typer|click|Flag|long|alias(?:es)?|boolean|string|number|add_flag)$/i;
const goFlag =
  /^(?:String|Bool|Int|Int64|Uint|Uint64|Float64|Duration|Count|StringSlice|StringArray|IntSlice|Text|Func)(?:Var)?P?$/;
/** What a route is an argument of when the program serves it. */
const routeCall =
  /^(?:get|post|put|patch|delete|del|route|routes|api_route|router|handle|handlefunc|handlefn|mount|blueprint|apirouter|websocket|mapget|mappost|mapput|mapdelete|getmapping|postmapping|putmapping|deletemapping|patchmapping|requestmapping|httpget|httppost|httpput|httpdelete|nest|nest_service|all|use|add_url_rule|add_api_route|add_route|path|re_path)$/i;
const routeKey = /^(?:path|url|prefix|route|pattern|endpoint)$/i;
/** Folders of the machine, not of a server. */
const systemPath = /^\/(?:tmp|usr|etc|var|home|dev|opt|bin|sbin|root|mnt|proc|sys|Users|lib|run|srv)(?:\/|$)/;
/** What installs and runs others: where a page offers these, they are none of this program's commands. */
const othersCommand =
  /^(?:npm|npx|pnpm|pnpx|yarn|bun|bunx|deno|pip|pipx|uv|uvx|poetry|cargo|brew|docker|git)(?: |$)/;
const commandWord = /^(?:command|commands|subcommand|add_parser|addCommand|add_command|Use|registerCommand)$/;

/** Environment variables, flags, routes and subcommands that a program text names. */
export function* surfaceNames({ words, id, parent }: Source): Generator<Named> {
  for (let k = 0; k < words.length; k++) {
    const word = words[k];
    if (!word) continue;
    const { line, text, kind } = word;
    const before = words[k - 1]?.text ?? "";
    if (
      kind === "name" &&
      screaming.test(text) &&
      (before === "." || before === "?.") &&
      /^(?:env|ENV)$/.test(words[k - 2]?.text ?? "")
    ) {
      yield { kind: "env", text, line, defines: true };
    } else if (
      kind === "name" &&
      (text === "env" || text === "environ") &&
      before === "." &&
      words[k - 3]?.text === "=" &&
      words[k - 4]?.text === "}"
    ) {
      yield* destructured(words, parent, k - 4);
    } else if (kind === "string") {
      const content = contentOf(text);
      if (content.length < 2 || content.length > 200) continue;
      if (
        screaming.test(content) &&
        (isReadFromEnvironment(words, k) || isNameOfVariable(words, k, content))
      ) {
        yield { kind: "env", text: content, line, defines: true };
      } else if (content.startsWith("-")) {
        const defines = within(words, k, (name) => optionWord.test(name) || (id === "ruby" && name === "on"));
        for (const [flag] of content.matchAll(
          /(?<![\w-])--[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*(?![\w=]*\()/gi,
        )) {
          yield { kind: "flag", text: flag, line, defines };
          if (!/^-{1,2}\w/.test(content)) break;
        }
      } else if (id === "go" && isGoFlag(words, k) && /^[a-z][\w.-]*$/i.test(content)) {
        yield { kind: "flag", text: `--${content}`, line, defines: true };
      } else if (
        before === "(" &&
        /^[a-z][\w-]*$/.test(content) &&
        ((/^(?:option|long)$/.test(words[k - 2]?.text ?? "") && words[k - 3]?.text === ".") ||
          (content.includes("-") && makesFlag.test(words[k - 2]?.text ?? "")))
      ) {
        yield { kind: "flag", text: `--${content}`, line, defines: true };
      } else if (before === ":" && /^[a-z][\w-]*$/.test(content) && isOptionOfTable(words, parent, k)) {
        yield { kind: "flag", text: `--${content}`, line, defines: true };
      } else if (isRoute(content)) {
        if (isServed(words, parent, k)) {
          yield { kind: "route", text: content.replace(/^[A-Z]+ +/, ""), line, defines: true };
        }
      } else if (
        /^[a-z][\w:-]*(?: |$)/.test(content) &&
        !othersCommand.test(content) &&
        ((isFirstArgument(words, k) && commandWord.test(calleeOf(words, k))) ||
          isKeyOfCommands(words, parent, k))
      ) {
        yield { kind: "command", text: content.split(" ")[0] ?? content, line, defines: true };
      }
    } else if (
      id === "rust" &&
      kind === "name" &&
      text === "long" &&
      within(words, k, (name) => name === "arg" || name === "clap") &&
      (words[k + 1]?.text === ")" || words[k + 1]?.text === ",")
    ) {
      const field = fieldAfter(words, k);
      if (field)
        yield { kind: "flag", text: `--${field.text.replaceAll("_", "-")}`, line: field.line, defines: true };
    } else if (
      id === "rust" &&
      kind === "name" &&
      text === "long" &&
      words[k + 1]?.text === "=" &&
      words[k + 2]?.kind === "string"
    ) {
      yield { kind: "flag", text: `--${contentOf(words[k + 2]?.text ?? "")}`, line, defines: true };
    }
  }
}

type Words = Source["words"];

/** `{ option: "cache-location", type: "path::String" }`: whether the string at `k` is a flag's name in a table of options. */
function isOptionOfTable(words: Words, parent: Int32Array, k: number): boolean {
  if (words[k - 2]?.text !== "option") return false;
  const open = parent[k] ?? -1;
  for (let i = open + 1; i < words.length && i < open + 60 && words[i]?.text !== "}"; i++)
    if (parent[i] === open && words[i]?.text === "type" && words[i + 1]?.text === ":") return true;
  return false;
}

const environmentCall =
  /^(?:env|envs?|\w*get_?env\w*|env_?var\w*|lookupenv|bindenv|setenv|unsetenv|Environment\w*|\w*Env)$/i;

/** Whether the string at `k` names an environment variable: an argument or key of something that reads the environment. A WSGI `environ` is none. */
function isReadFromEnvironment(words: Words, k: number): boolean {
  const line = words[k]?.line ?? 0;
  for (let i = k - 1; i >= 0 && i >= k - REACH; i--) {
    const word = words[i];
    if (!word || word.text === ";" || line - word.line > 1) return false;
    if (word.kind !== "name") continue;
    if (word.text === "environ") return words[i - 2]?.text === "os";
    if (environmentCall.test(word.text)) return true;
  }
  return false;
}

/** `const APP_HOME: &str = "APP_HOME"`, `EnvHome = "APP_HOME"`: a constant for a variable's name. */
function isNameOfVariable(words: Words, k: number, content: string): boolean {
  if (!content.includes("_") || !/^:?=$/.test(words[k - 1]?.text ?? "")) return false;
  const line = words[k]?.line;
  for (let i = k - 2; i >= 0 && i >= k - REACH; i--) {
    const word = words[i];
    if (word?.line !== line) return false;
    if (word?.kind === "name" && (word.text === content || /^(?:Env|ENV_|env)[A-Z_]/.test(word.text)))
      return true;
  }
  return false;
}

function within(words: Words, k: number, is: (name: string) => boolean): boolean {
  const line = words[k]?.line ?? 0;
  for (let i = k - 1; i >= 0 && i >= k - REACH; i--) {
    const word = words[i];
    if (!word || word.text === ";" || line - word.line > 3) return false;
    if (word.kind === "name" && is(word.text)) return true;
  }
  return false;
}

function* destructured(words: Words, parent: Int32Array, close: number): Generator<Named> {
  const holder = parent[close - 1] ?? -1;
  if (holder < 0) return;
  for (let i = close - 1; i > holder; i--) {
    const word = words[i];
    if (word?.kind === "name" && screaming.test(word.text))
      yield { kind: "env", text: word.text, line: word.line, defines: true };
  }
}

/** `flag.String("x", …)`, `cmd.Flags().BoolVarP(&x, "x", …)`, `app.Flag("x", …)`: whether `k` is the flag's name. */
function isGoFlag(words: Words, k: number): boolean {
  let open = k - 1;
  while (open > k - 6 && open > 0 && words[open]?.text !== "(") open--;
  const callee = words[open - 1]?.text ?? "";
  if (words[open]?.text !== "(" || words[open - 2]?.text !== ".") return false;
  if (callee === "Flag") return open === k - 1;
  if (!goFlag.test(callee)) return false;
  const ownerAt = words[open - 3]?.text === ")" ? open - 5 : open - 3;
  return (
    /flag|^fs$|^f$/i.test(words[ownerAt]?.text ?? "") &&
    (/Var/.test(callee) ? words[k - 1]?.text === "," : open === k - 1)
  );
}

/** Whether the string at `k` is the route of a call that serves one: its first argument, or its `path:` or `prefix=`. */
function isServed(words: Words, parent: Int32Array, k: number): boolean {
  const before = words[k - 1]?.text ?? "";
  let open = parent[k] ?? -1;
  if (before === ":" || before === "=") {
    if (!routeKey.test(words[k - 2]?.text ?? "")) return false;
    if (words[open]?.text === "{") open = parent[open] ?? -1;
  } else if (before !== "(" && !(before === "," && k - open <= 4) && before !== "[") return false;
  if (words[open]?.text === "[") open = parent[open] ?? -1;
  return words[open]?.text === "(" && routeCall.test(words[open - 1]?.text ?? "");
}

function isRoute(content: string): boolean {
  if (systemPath.test(content)) return false;
  if (!/^(?:[A-Z]+ +)?\/[\w\-.:{}<>*[\]()$~/?=|\\+]{1,150}$/.test(content)) return false;
  return (
    /[a-z]/i.test(content) &&
    !/\.(?:js|ts|css|png|svg|html|json|md|py|go)$/.test(content) &&
    !/^\/[gimsuy]+$/.test(content)
  );
}

/** `commands_dict = { "inspect": … }`: whether the string at `k` is a key of a table of commands. */
function isKeyOfCommands(words: Words, parent: Int32Array, k: number): boolean {
  const open = parent[k] ?? -1;
  if (words[k + 1]?.text !== ":" || words[open]?.text !== "{" || words[open - 1]?.text !== "=") return false;
  for (let i = open - 2; i >= 0 && i >= open - 2 * REACH; i--) {
    const word = words[i];
    if (!word || word.text === ";") return false;
    if (word.first) return /(?:^|_|[a-z])commands(?:$|_|[A-Z])/i.test(nameOnRow(words, i, open));
  }
  return false;
}

/** The first name of a row that declares: `export const commands: …`. */
function nameOnRow(words: Words, from: number, to: number): string {
  for (let i = from; i < to; i++) {
    const word = words[i];
    if (word?.kind === "name" && !/^(?:export|const|let|var|static|readonly|private|public)$/.test(word.text))
      return word.text;
  }
  return "";
}

function isFirstArgument(words: Words, k: number): boolean {
  const before = words[k - 1]?.text;
  return before === "(" || before === ":" || before === "=";
}

function calleeOf(words: Words, k: number): string {
  return words[k - 2]?.text ?? "";
}

/** The field a Rust attribute stands on: the first `name :` after its `]`. */
function fieldAfter(words: Words, k: number): Words[number] | undefined {
  for (let i = k; i < Math.min(words.length, k + 60); i++) {
    if (
      words[i]?.text === ":" &&
      words[i - 1]?.kind === "name" &&
      words[i - 2]?.text !== ":" &&
      words[i + 1]?.text !== ":"
    )
      return words[i - 1];
  }
  return undefined;
}
