/** How a string of a language opens and closes. */
export interface Quote {
  readonly open: string;
  readonly close: string;
  /** A backslash takes the next character's meaning away. */
  readonly escapes: boolean;
  /** May run over line ends; otherwise the string ends with its line, closed or not. */
  readonly multiline: boolean;
}

/** What the lexer and the neutrality test have to know of a language. */
export interface Language {
  readonly lineComments: readonly string[];
  readonly blockComments: readonly (readonly [open: string, close: string])[];
  /** Block comments stand inside one another. */
  readonly nested: boolean;
  readonly quotes: readonly Quote[];
  /** Characters of a name besides letters, digits and `_`. */
  readonly nameExtra: string;
  /** `free`: white space only parts words; `lines`: line ends end statements; `indented`: indentation too. */
  readonly layout: "free" | "lines" | "indented";
  /** Whether `a =b` and `a = b` may differ (shell, YAML). */
  readonly spaced: boolean;
  /** `'x'` and `"x"` are the same string. */
  readonly quotesAlike: boolean;
  /** A `;` at the end of a line may be left out. */
  readonly semicolonsOptional: boolean;
  /** A call may name a parameter, so parameters are public. */
  readonly namedArguments: boolean;
  /** Line comments and quotes count only at the start of a word (shell, YAML). */
  readonly wordStart: boolean;
  readonly regexLiterals: boolean;
  readonly templates: boolean;
  readonly heredocs: boolean;
  /** `(x,)` is not `(x)`. */
  readonly tuples: boolean;
  /** A line that starts with `#` is a statement of its own (the C preprocessor). */
  readonly preprocessor: boolean;
}

const double: Quote = { open: '"', close: '"', escapes: true, multiline: false };
const single: Quote = { open: "'", close: "'", escapes: true, multiline: false };
const raw: Quote = { open: "'", close: "'", escapes: false, multiline: false };
const backtick: Quote = { open: "`", close: "`", escapes: false, multiline: true };
const tripleDouble: Quote = { open: '"""', close: '"""', escapes: true, multiline: true };
const tripleSingle: Quote = { open: "'''", close: "'''", escapes: true, multiline: true };
const long = (quote: Quote): Quote => ({ ...quote, multiline: true });

const free: Language = {
  lineComments: ["//"],
  blockComments: [["/*", "*/"]],
  nested: false,
  quotes: [double, single],
  nameExtra: "",
  layout: "free",
  spaced: false,
  quotesAlike: false,
  semicolonsOptional: false,
  namedArguments: false,
  wordStart: false,
  regexLiterals: false,
  templates: false,
  heredocs: false,
  tuples: false,
  preprocessor: false,
};
const lines: Language = { ...free, layout: "lines" };
const hash: Language = { ...lines, lineComments: ["#"], blockComments: [] };
const settings: Language = { ...hash, spaced: true, wordStart: true, nameExtra: "-" };

const languages = {
  javascript: {
    ...free,
    nameExtra: "$#",
    quotesAlike: true,
    semicolonsOptional: true,
    regexLiterals: true,
    templates: true,
  },
  python: {
    ...hash,
    quotes: [tripleDouble, tripleSingle, double, single],
    layout: "indented",
    quotesAlike: true,
    namedArguments: true,
    tuples: true,
  },
  go: { ...lines, quotes: [double, single, backtick] },
  rust: { ...free, nested: true, quotes: [long(double)], tuples: true },
  java: { ...free, quotes: [tripleDouble, double, single] },
  kotlin: { ...lines, nested: true, quotes: [tripleDouble, double, single], namedArguments: true },
  csharp: { ...free, quotes: [tripleDouble, double, single], namedArguments: true, preprocessor: true },
  c: { ...free, preprocessor: true },
  swift: { ...lines, nested: true, quotes: [tripleDouble, double], namedArguments: true },
  scala: { ...lines, nested: true, quotes: [tripleDouble, double, single], namedArguments: true },
  dart: { ...free, quotes: [tripleDouble, tripleSingle, double, single], namedArguments: true },
  php: {
    ...free,
    lineComments: ["//", "#"],
    quotes: [long(double), long(single)],
    nameExtra: "$",
    namedArguments: true,
    heredocs: true,
  },
  ruby: {
    ...hash,
    blockComments: [["=begin", "=end"]],
    quotes: [long(double), long(single)],
    nameExtra: "@?!",
    namedArguments: true,
    heredocs: true,
  },
  elixir: { ...hash, quotes: [tripleDouble, double], nameExtra: "?!", heredocs: true },
  shell: { ...settings, quotes: [long(double), long(raw)], nameExtra: "", heredocs: true },
  powershell: { ...hash, blockComments: [["<#", "#>"]], nameExtra: "-$" },
  sql: { ...free, lineComments: ["--"], quotes: [{ ...raw, multiline: true }, long(double)] },
  lua: { ...free, lineComments: ["--"], blockComments: [["--[[", "]]"]] },
  haskell: { ...lines, lineComments: ["--"], blockComments: [["{-", "-}"]], nested: true, quotes: [double] },
  lisp: { ...free, lineComments: [";"], blockComments: [], quotes: [long(double)], nameExtra: "-*!?" },
  prisma: lines,
  graphql: { ...hash, quotes: [tripleDouble, double], layout: "free" },
  proto: free,
  terraform: { ...lines, lineComments: ["#", "//"], quotes: [double], heredocs: true },
  yaml: { ...settings, layout: "indented", quotesAlike: true },
  toml: { ...settings, quotes: [tripleDouble, tripleSingle, double, raw], spaced: false, quotesAlike: true },
  properties: { ...settings, lineComments: ["#", ";"], quotes: [] },
  dotenv: settings,
  dockerfile: settings,
  make: { ...settings, layout: "indented", quotes: [] },
  json: { ...free, quotes: [double] },
  css: { ...free, lineComments: [], nameExtra: "-" },
  scss: { ...free, nameExtra: "-$@" },
  markup: {
    ...free,
    lineComments: ["//"],
    blockComments: [
      ["<!--", "-->"],
      ["/*", "*/"],
    ],
    templates: true,
  },
  xml: { ...free, lineComments: [], blockComments: [["<!--", "-->"]], nameExtra: "-" },
  r: hash,
  nix: { ...hash, blockComments: [["/*", "*/"]], layout: "free", quotes: [long(double)] },
} as const satisfies Record<string, Language>;

export type LanguageId = keyof typeof languages;

const byExtension: Readonly<Record<string, LanguageId>> = {
  ts: "javascript",
  tsx: "javascript",
  mts: "javascript",
  cts: "javascript",
  js: "javascript",
  jsx: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  py: "python",
  pyi: "python",
  pyx: "python",
  go: "go",
  rs: "rust",
  java: "java",
  groovy: "java",
  gradle: "java",
  kt: "kotlin",
  kts: "kotlin",
  cs: "csharp",
  c: "c",
  h: "c",
  cc: "c",
  cpp: "c",
  cxx: "c",
  hpp: "c",
  hh: "c",
  hxx: "c",
  m: "c",
  mm: "c",
  swift: "swift",
  scala: "scala",
  sc: "scala",
  dart: "dart",
  php: "php",
  rb: "ruby",
  rake: "ruby",
  gemspec: "ruby",
  ex: "elixir",
  exs: "elixir",
  sh: "shell",
  bash: "shell",
  zsh: "shell",
  fish: "shell",
  ps1: "powershell",
  psm1: "powershell",
  sql: "sql",
  lua: "lua",
  hs: "haskell",
  clj: "lisp",
  cljs: "lisp",
  lisp: "lisp",
  el: "lisp",
  prisma: "prisma",
  graphql: "graphql",
  gql: "graphql",
  proto: "proto",
  zig: "proto",
  tf: "terraform",
  tfvars: "terraform",
  hcl: "terraform",
  yaml: "yaml",
  yml: "yaml",
  toml: "toml",
  ini: "properties",
  cfg: "properties",
  conf: "properties",
  properties: "properties",
  env: "dotenv",
  mk: "make",
  json: "json",
  jsonc: "json",
  json5: "json",
  css: "css",
  scss: "scss",
  less: "scss",
  vue: "markup",
  svelte: "markup",
  astro: "markup",
  html: "xml",
  htm: "xml",
  xml: "xml",
  csproj: "xml",
  r: "r",
  jl: "r",
  nix: "nix",
  pl: "ruby",
  pm: "ruby",
};

const byName: Readonly<Record<string, LanguageId>> = {
  dockerfile: "dockerfile",
  containerfile: "dockerfile",
  makefile: "make",
  gnumakefile: "make",
  justfile: "make",
  rakefile: "ruby",
  gemfile: "ruby",
  jenkinsfile: "java",
  ".env": "dotenv",
  ".editorconfig": "properties",
  "cargo.lock": "toml",
  pipfile: "toml",
  procfile: "yaml",
};

/** The language of a file, by its name alone; `undefined` where none is known. */
export function languageId(path: string): LanguageId | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const whole = Object.hasOwn(byName, name) ? byName[name] : undefined;
  if (whole) return whole;
  if (name.startsWith(".env")) return "dotenv";
  if (name.startsWith("dockerfile")) return "dockerfile";
  const extension = name.slice(name.lastIndexOf(".") + 1);
  return name.includes(".") && Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined;
}

export function languageOf(id: LanguageId): Language {
  return languages[id];
}
