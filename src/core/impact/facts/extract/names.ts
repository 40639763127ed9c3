import { isCodeLike, isKebab } from "../../words.ts";
import { contentOf, type Named, type Source } from "./named.ts";

const defining = new Set(
  "function class interface type enum struct trait def fn func fun const let var val static module namespace object record protocol extension macro_rules union message service rpc mod".split(
    " ",
  ),
);
const keywords = new Set(
  "if else for while return import from export default async await public private protected static final new this self super true false null undefined None True False string number boolean void never unknown any object int float bool str dict list tuple set bytes Promise Array Map Set String Number Boolean Object Error Date RegExp Symbol Function JSON Math console process module require exports window document global globalThis".split(
    " ",
  ),
);

/** A header of HTTP that is no standard's. */
const ownHeader = /^X-[A-Z]\w*(?:-[A-Z]\w*)*$/;

/** Whose properties are the program's own: its options, its arguments, itself. */
const ownerWord =
  /^(?:this|self|cls|\w*(?:options?|opts?|config|conf|props|settings|args|params|kwargs|flags))$/i;

/**
 * Identifiers of a program text that a document may name: those that look like code, and those defined
 * here whose name is no plain lower-case word. Whole strings that are one such identifier count as uses.
 */
export function* codeNames({ words, parent, id, path }: Source): Generator<Named> {
  if (
    id === "yaml" ||
    id === "toml" ||
    id === "json" ||
    id === "properties" ||
    id === "dotenv" ||
    id === "dockerfile" ||
    id === "make"
  )
    return;
  const foreign = foreignNames(words, id, path);
  let importing = false;
  for (let k = 0; k < words.length; k++) {
    const word = words[k];
    if (!word) continue;
    if (word.first)
      importing = isImport(word.text, words[k + 1]?.text ?? "", importing && (parent[k] ?? -1) >= 0);
    if (importing) continue;
    if (word.kind === "string") {
      const content = contentOf(word.text);
      if (
        content.length <= 60 &&
        /^[A-Za-z_][\w-]*$/.test(content) &&
        (isCodeLike(content) || isKebab(content) || ownHeader.test(content))
      )
        yield { kind: "token", text: content, line: word.line, defines: true };
      continue;
    }
    if (word.kind !== "name" || word.text.length < 3 || word.text.length > 80 || keywords.has(word.text))
      continue;
    const declares = isDefinition(words, parent, k, id);
    const defines = declares || (!isKeyOfArgument(words, parent, k) && isOwnUse(words, k, foreign));
    if (!isCodeLike(word.text) && !(defines && /[A-Z_]/.test(word.text))) continue;
    const text = word.text.replace(/^#/, "");
    yield { kind: "token", text, line: word.line, defines, ...(declares ? { declares } : {}) };
  }
}

/** Whether a line names what others define: an import, a use declaration. */
function isImport(first: string, second: string, inside: boolean): boolean {
  return (
    inside ||
    first === "import" ||
    first === "from" ||
    first === "use" ||
    first === "using" ||
    first === "#include" ||
    (first === "#" && second === "include") ||
    (first === "pub" && second === "use")
  );
}

/** Names that languages bring along and that look like this program's own. */
const builtIn = new Set(
  "setTimeout setInterval setImmediate clearTimeout clearInterval encodeURIComponent decodeURIComponent parseInt parseFloat isNaN queueMicrotask structuredClone requestAnimationFrame URLSearchParams TextEncoder TextDecoder AbortController AbortSignal FormData WebSocket XMLHttpRequest ReadableStream WritableStream TransformStream EventTarget EventEmitter MutationObserver IntersectionObserver ResizeObserver HTMLElement WeakMap WeakSet WeakRef BigInt ArrayBuffer Uint8Array SharedArrayBuffer TypeError RangeError SyntaxError ReferenceError AggregateError ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError BytesWarning ConnectionError DeprecationWarning EOFError FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SystemError SystemExit TimeoutError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UserWarning ValueError ZeroDivisionError PhantomData HashMap HashSet BTreeMap PathBuf RefCell".split(
    " ",
  ),
);

/** Whether a name that stands alone is this program's own: not imported from elsewhere and not the language's. */
function isOwnUse(words: Source["words"], k: number, foreign: ReadonlySet<string> | undefined): boolean {
  const word = words[k]?.text ?? "";
  if (foreign === undefined || foreign.has(word) || builtIn.has(word)) return false;
  return !/^(?:\.|\?\.|->|::|<|@)$/.test(words[k - 1]?.text ?? "");
}

/** What a file imports from other packages; `undefined` where its language does not tell. */
function foreignNames(
  words: Source["words"],
  id: Source["id"],
  path: string,
): ReadonlySet<string> | undefined {
  if (id !== "javascript" && id !== "python") return undefined;
  const own = new Set(path.split("/").slice(0, -1));
  const out = new Set<string>();
  for (let k = 0; k < words.length; k++) {
    const word = words[k];
    if (word?.kind !== "name") continue;
    if (id === "python") {
      const module = words[k + 1];
      if (!word.first || (word.text !== "from" && word.text !== "import")) continue;
      if (module?.kind === "name" && !own.has(module.text)) addStatement(words, k, out);
    } else if (word.text === "require" && words[k + 1]?.text === "(" && isPackage(words[k + 2])) {
      for (let i = k - 1; i >= 0 && i > k - 60; i--) {
        addName(words[i], out);
        if (words[i]?.first === true && words[i]?.text !== "}" && words[i + 1]?.text !== ",") break;
      }
    } else if (word.text === "from" && isPackage(words[k + 1])) {
      for (
        let i = k - 1;
        i >= 0 && i > k - 300 && words[i]?.text !== "import" && words[i]?.text !== "export";
        i--
      )
        addName(words[i], out);
    }
  }
  return out;
}

/** Adds the names of the statement that starts at `k`: to its line's end, or to where its brackets close. */
function addStatement(words: Source["words"], k: number, out: Set<string>): void {
  let depth = 0;
  for (
    let i = k;
    i < words.length && i < k + 300 && (i === k || depth > 0 || words[i]?.first !== true);
    i++
  ) {
    if (words[i]?.text === "(") depth++;
    else if (words[i]?.text === ")") depth--;
    addName(words[i], out);
  }
}

function addName(word: Source["words"][number] | undefined, out: Set<string>): void {
  if (word?.kind === "name") out.add(word.text);
}

/** Whether a module's name is another package's: no relative path, no alias of this one's folders. */
function isPackage(word: Source["words"][number] | undefined): boolean {
  return word?.kind === "string" && !/^(?:\.|#|@\/|~|\$)/.test(contentOf(word.text));
}

function isDefinition(words: Source["words"], parent: Int32Array, k: number, id: Source["id"]): boolean {
  const before = words[k - 1]?.text ?? "";
  const next = words[k + 1]?.text ?? "";
  if (before === "." || before === "?." || before === "->")
    return next !== "(" && ownerWord.test(words[k - 2]?.text ?? "");
  if (defining.has(before)) return true;
  if (id === "go" && before === ")" && next === "(" && isReceiver(words, parent, k - 1)) return true;
  const open = parent[k] ?? -1;
  const holder = words[open]?.text ?? "";
  if (id === "go" && words[k]?.first === true && isDeclared(words, open)) return true;
  if (holder === "{" && words[open - 2]?.text === "enum" && /^[{,]$/.test(before)) return true;
  const starts =
    words[k]?.first === true || before === "," || before === "{" || before === "(" || before === ";";
  if (next === ":" && starts && words[k + 2]?.text !== ":")
    return holder === "(" || holder === "" || (holder === "{" && !isArgument(words, parent, parent[k] ?? -1));
  if (next === "?" && words[k + 2]?.text === ":" && starts) return true;
  if (next === "=" && words[k]?.first === true && holder !== "(") return true;
  if (next === "(" && words[k]?.first === true && holder === "{")
    return !isArgument(words, parent, open) && followedByBody(words, parent, k + 1);
  return false;
}

/** Whether the bracket that closes at `close` holds the receiver of a Go method: `func (app *App)`. */
function isReceiver(words: Source["words"], parent: Int32Array, close: number): boolean {
  let open = close - 1;
  while (open > close - 12 && !(words[open]?.text === "(" && parent[open] === parent[close])) open--;
  return words[open]?.text === "(" && words[open - 1]?.text === "func" && words[open - 1]?.first === true;
}

/** Whether what stands in the bracket is declared there: a group of constants or variables, a struct's fields, an interface's methods. */
function isDeclared(words: Source["words"], open: number): boolean {
  return /^(?:var|const|struct|interface)$/.test(words[open - 1]?.text ?? "");
}

/** Whether the `{` at `open` is an object among the arguments of a call: its keys are what the callee calls them. */
function isArgument(words: Source["words"], parent: Int32Array, open: number): boolean {
  const call = parent[open] ?? -1;
  if (words[call]?.text === "{") return isArgument(words, parent, call);
  const callee = words[call - 1];
  if (words[call]?.text !== "(" || callee?.kind !== "name" || !/^[(,:[]$/.test(words[open - 1]?.text ?? ""))
    return false;
  return (
    !/^(?:function|func|fn|def|return)$/.test(words[call - 2]?.text ?? "") &&
    !/^(?:function|if|return)$/.test(callee.text)
  );
}

/** Whether a name is a key, or a method, of an object that is handed to a call. */
function isKeyOfArgument(words: Source["words"], parent: Int32Array, k: number): boolean {
  const next = words[k + 1]?.text;
  const open = parent[k] ?? -1;
  if ((next !== ":" && next !== "(") || words[open]?.text !== "{") return false;
  return (next === ":" || /^[{,]$/.test(words[k - 1]?.text ?? "")) && isArgument(words, parent, open);
}

/** Whether the parameters that open at `open` are followed by a body: a method. Looks on 60 words. */
function followedByBody(words: Source["words"], parent: Int32Array, open: number): boolean {
  for (let k = open + 1; k < Math.min(words.length, open + 60); k++) {
    if (words[k]?.text !== ")" || parent[k] !== parent[open]) continue;
    const next = words[k + 1]?.text ?? "";
    return next === "{" || next === ":";
  }
  return false;
}
