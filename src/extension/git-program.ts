import * as path from "node:path";

/** An environment in which `git` means the program at a path; empty: whatever it means already. */
export function withProgram(environment: NodeJS.ProcessEnv, program: string): NodeJS.ProcessEnv {
  if (program === "") return environment;
  return { ...environment, PATH: [path.dirname(program), environment["PATH"]].join(path.delimiter) };
}
