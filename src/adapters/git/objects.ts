import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import type { Socket } from "node:net";
import { Trouble } from "#ports";
import { gitFailure } from "./failure.ts";

/** The object database of one repository, through one `git cat-file` that stays until it is idle or closed. */
export interface Objects {
  /** The size in bytes of the blob, `undefined` when there is no such blob. */
  size(id: string): Promise<number | undefined>;
  /** The bytes of the blob, `undefined` when there is no such blob or it has more than `limit` bytes. */
  bytes(id: string, limit: number): Promise<Buffer | undefined>;
  /** Ends the process. A later question starts a new one. */
  close(): void;
}

export interface ObjectsCommand {
  readonly program: string;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  /** Milliseconds without an answer after which the process is given up. */
  readonly timeout: number;
  /** Milliseconds without a question after which the process ends. */
  readonly idle: number;
}

interface Question {
  readonly withContents: boolean;
  readonly answer: (size: number | undefined, contents: Buffer | undefined) => void;
  readonly refuse: (reason: unknown) => void;
}

const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Starts nothing yet: the process begins with the first question. */
export function openObjects(command: ObjectsCommand): Objects {
  let conversation: Conversation | undefined;

  function ask(verb: "info" | "contents", id: string): Promise<{ size?: number; contents?: Buffer }> {
    if (!OBJECT_ID.test(id)) return Promise.resolve({});
    if (conversation === undefined || conversation.ended) conversation = new Conversation(command);
    return conversation.ask(verb, id);
  }

  return {
    size: async (id) => (await ask("info", id)).size,
    async bytes(id, limit) {
      const { size } = await ask("info", id);
      if (size === undefined || size > limit) return undefined;
      return (await ask("contents", id)).contents;
    },
    close: () => conversation?.end(),
  };
}

/** One process and the questions it still owes an answer to, in the order they were asked. */
class Conversation {
  ended = false;
  readonly #command: ObjectsCommand;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #questions: Question[] = [];
  readonly #errors: Buffer[] = [];
  #timer: NodeJS.Timeout | undefined;
  #unread: Buffer[] = [];
  #unreadSize = 0;
  /** Bytes to come before the answer in `#size` is complete, its final newline included; 0 between answers. */
  #awaited = 0;
  #size = 0;

  constructor(command: ObjectsCommand) {
    this.#command = command;
    const child = spawn(command.program, command.args, {
      cwd: command.cwd,
      env: command.environment,
      windowsHide: true,
    });
    this.#child = child;
    child.stdout.on("data", (chunk: Buffer) => this.#take(chunk));
    child.stderr.on("data", (chunk: Buffer) => this.#errors.length < 16 && this.#errors.push(chunk));
    child.stdin.on("error", () => undefined);
    child.once("error", (cause) =>
      this.#give(new Trouble("no-git", { path: command.program, stderr: cause.message }, { cause })),
    );
    child.once("close", (exit) =>
      this.#give(gitFailure("cat-file", exit ?? -1, Buffer.concat(this.#errors).toString("utf8"))),
    );
  }

  ask(verb: "info" | "contents", id: string): Promise<{ size?: number; contents?: Buffer }> {
    return new Promise((resolve, reject) => {
      this.#questions.push({
        withContents: verb === "contents",
        answer: (size, contents) =>
          resolve({
            ...(size === undefined ? {} : { size }),
            ...(contents === undefined ? {} : { contents }),
          }),
        refuse: reject,
      });
      this.#child.stdin.write(`${verb} ${id}\n`);
      if (this.#questions.length === 1) this.#wait();
    });
  }

  end(): void {
    this.#give(new Trouble("git-failed", { command: "cat-file", exit: "", stderr: "closed" }));
    this.#child.stdin.end();
  }

  /** Refuses what is open and takes no more questions. */
  #give(reason: Trouble): void {
    this.ended = true;
    clearTimeout(this.#timer);
    for (const question of this.#questions.splice(0)) question.refuse(reason);
    this.#hold(false);
  }

  /** With questions open the clock runs against git and holds this process; without, against idling and holds nothing. */
  #wait(): void {
    clearTimeout(this.#timer);
    const { timeout, idle } = this.#command;
    const busy = this.#questions.length > 0;
    this.#timer = busy
      ? setTimeout(() => {
          this.#give(new Trouble("timed-out", { command: "cat-file", milliseconds: String(timeout) }));
          this.#child.kill("SIGKILL");
        }, timeout)
      : setTimeout(() => this.end(), idle).unref();
    this.#hold(busy);
  }

  #hold(hold: boolean): void {
    const { stdin, stdout, stderr } = this.#child;
    const pipes = [stdin, stdout, stderr] as unknown as readonly Socket[];
    for (const one of [this.#child, ...pipes])
      if (hold) one.ref();
      else one.unref();
  }

  #take(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0 && !this.ended) {
      if (this.#awaited > 0) {
        const part = rest.subarray(0, this.#awaited);
        this.#keep(part);
        this.#awaited -= part.length;
        rest = rest.subarray(part.length);
        if (this.#awaited === 0) this.#answer(this.#size, this.#kept().subarray(0, this.#size));
      } else {
        const end = rest.indexOf(10);
        this.#keep(end < 0 ? rest : rest.subarray(0, end));
        if (end < 0) return;
        rest = rest.subarray(end + 1);
        this.#header(this.#kept().toString("latin1"));
      }
    }
  }

  /** `<id> <type> <size>`, or `<id> missing`. */
  #header(line: string): void {
    const [, type, size] = line.split(" ");
    if (size === undefined) return this.#answer(undefined, undefined);
    this.#size = Number(size);
    if (this.#questions[0]?.withContents === true) this.#awaited = this.#size + 1;
    else this.#answer(type === "blob" ? this.#size : undefined, undefined);
  }

  #answer(size: number | undefined, contents: Buffer | undefined): void {
    this.#questions.shift()?.answer(size, contents);
    this.#wait();
  }

  #keep(part: Buffer): void {
    this.#unread.push(part);
    this.#unreadSize += part.length;
  }

  #kept(): Buffer {
    const whole = Buffer.concat(this.#unread, this.#unreadSize);
    this.#unread = [];
    this.#unreadSize = 0;
    return whole;
  }
}
