import type { Edit, Swap } from "./edit.ts";
import { type Fields, fieldsIn, flagIn, isFields, listIn, Malformed, textIn } from "./fields.ts";
import { readPatch } from "./patch.ts";

/** What a tool call would do, as far as Lockstep minds. */
export interface ToolUse {
  readonly edits: readonly Edit[];
  /** A shell command; empty where its text cannot be known. */
  readonly command?: string;
}

const PATH = ["file_path", "filePath", "path", "notebook_path", "target_file", "filename"] as const;
const TEXT = ["content", "contents", "file_text", "fileText", "text", "code"] as const;
const NONE: ToolUse = { edits: [] };

/** The tools of all agents that write files or run commands, by name in lower case. Names do not contradict each other. */
const TOOLS: Readonly<Record<string, (input: Fields) => ToolUse>> = {
  edit: swapped,
  update: swapped,
  replace: swapped,
  str_replace: swapped,
  strreplace: swapped,
  search_replace: swapped,
  replace_string_in_file: swapped,
  multiedit: swapped,
  multi_edit: swapped,
  multi_replace_string_in_file: manySwapped,
  write: written,
  create: written,
  create_file: written,
  write_file: written,
  insert: (input) => one(insertion(input)),
  insert_edit_into_file: (input) => one({ is: "touch", path: pathIn(input) }),
  apply_patch: patched,
  patch: patched,
  notebookedit: cell,
  edit_notebook_file: cell,
  create_new_jupyter_notebook: unknowable,
  delete: (input) => one({ is: "delete", path: pathIn(input) }),
  delete_file: (input) => one({ is: "delete", path: pathIn(input) }),
  remove_file: (input) => one({ is: "delete", path: pathIn(input) }),
  move_file: moved,
  rename_file: moved,
  str_replace_editor: byVerb,
  str_replace_based_edit_tool: byVerb,
  bash: run,
  shell: run,
  powershell: run,
  monitor: run,
  local_shell: run,
  exec_command: run,
  run_in_terminal: run,
  run_shell_command: run,
  run_terminal_cmd: run,
  write_stdin: unknowable,
  write_bash: unknowable,
  write_powershell: unknowable,
  send_to_terminal: unknowable,
  run_task: unknowable,
  create_and_run_task: unknowable,
  run_vscode_command: unknowable,
};

/** What a tool call would do. Throws Malformed where a tool that writes does not say what. */
export function toolUse(name: string, input: Fields): ToolUse {
  const key = name.toLowerCase();
  return Object.hasOwn(TOOLS, key) ? TOOLS[key]!(input) : NONE;
}

function one(edit: Edit): ToolUse {
  return { edits: [edit] };
}

function unknowable(): ToolUse {
  return { edits: [], command: "" };
}

function pathIn(input: Fields): string {
  const path = textIn(input, ...PATH);
  if (path === undefined || path === "") throw new Malformed("a tool that writes files names no file");
  return path;
}

function written(input: Fields): ToolUse {
  const text = textIn(input, ...TEXT);
  const path = pathIn(input);
  return one(text === undefined ? { is: "touch", path } : { is: "write", path, text });
}

function swapped(input: Fields): ToolUse {
  const path = pathIn(input);
  const list = listIn(input, "edits", "replacements");
  const swaps = (list ?? [input]).flatMap((item) => (isFields(item) ? swapOf(item) : []));
  if (swaps.length > 0) return one({ is: "swap", path, swaps });
  return written(input);
}

/** Each replacement names its own file. */
function manySwapped(input: Fields): ToolUse {
  const list = listIn(input, "replacements", "edits") ?? [];
  const edits = list.flatMap((item): Edit[] => {
    if (!isFields(item)) return [];
    const path = pathIn({ ...input, ...item });
    const swaps = swapOf(item);
    return [swaps.length > 0 ? { is: "swap", path, swaps } : { is: "touch", path }];
  });
  if (edits.length === 0) throw new Malformed("a tool that replaces texts names none");
  return { edits };
}

function swapOf(item: Fields): Swap[] {
  const before = textIn(item, "old_string", "oldString", "old_str", "oldText");
  const after = textIn(item, "new_string", "newString", "new_str", "newText");
  if (before === undefined) return [];
  const all = flagIn(item, "replace_all", "replaceAll", "allow_multiple");
  return [{ old: before, new: after ?? "", all }];
}

function insertion(input: Fields): Edit {
  const line = input["insert_line"] ?? input["line"];
  const text = textIn(input, "insert_text", "new_str", "text");
  const path = pathIn(input);
  return typeof line === "number" && text !== undefined
    ? { is: "insert", path, line, text }
    : { is: "touch", path };
}

function patched(input: Fields): ToolUse {
  const text = textIn(input, "command", "input", "patch", "patchText", "diff") ?? lastOf(input["command"]);
  const files = readPatch(text ?? "");
  if (files.length === 0) throw new Malformed("a patch names no file");
  return {
    edits: files.map((file): Edit => {
      if (file.is === "add") return { is: "write", path: file.path, text: file.text };
      if (file.is === "delete") return file;
      return { ...file, is: "patch" };
    }),
  };
}

function cell(input: Fields): ToolUse {
  const path = pathIn(input);
  const named = textIn(input, "cell_id", "cellId");
  const how = textIn(input, "edit_mode", "editType") ?? "replace";
  const kind = textIn(input, "cell_type", "language") === "markdown" ? "markdown" : "code";
  const list = listIn(input, "newCode")?.filter((line) => typeof line === "string");
  const source = textIn(input, "new_source", "newCode") ?? list?.join("\n") ?? "";
  return one({
    is: "cell",
    path,
    ...(named === undefined ? {} : { cell: named }),
    how: how === "insert" || how === "delete" ? how : "replace",
    kind,
    source,
  });
}

function moved(input: Fields): ToolUse {
  const path = textIn(input, "source", "source_path", "from", "old_path", "oldPath") ?? pathIn(input);
  const to = textIn(input, "destination", "destination_path", "to", "new_path", "newPath");
  if (to === undefined) throw new Malformed("a tool that moves files names no destination");
  return one({ is: "move", path, to });
}

function byVerb(input: Fields): ToolUse {
  const verb = textIn(input, "command");
  if (verb === "view") return NONE;
  if (verb === "create") return written(input);
  if (verb === "insert") return one(insertion(input));
  return swapped(input);
}

/** Commands given as a list (`["bash","-lc","ls"]`) are put together again. */
function run(input: Fields): ToolUse {
  const command = textIn(input, "command", "cmd", "script", "commandLine");
  if (command !== undefined) return { edits: [], command };
  const words = listIn(input, "command", "cmd")?.filter((word) => typeof word === "string");
  if (words && words.length > 0) return { edits: [], command: words.map(quoted).join(" ") };
  const inner = fieldsIn(input, "action");
  return inner ? run(inner) : unknowable();
}

function quoted(word: string): string {
  return /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function lastOf(words: unknown): string | undefined {
  const last: unknown = Array.isArray(words) ? words.at(-1) : undefined;
  return typeof last === "string" ? last : undefined;
}
