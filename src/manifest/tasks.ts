/** The tasks that run verification, and what reads the findings of `lockstep check` out of a terminal. */
export const TASK = { type: "lockstep", matcher: "lockstep" } as const;

/** What package.json contributes for them. */
export const TASK_CONTRIBUTIONS = {
  taskDefinitions: [
    {
      type: TASK.type,
      required: ["check"],
      properties: {
        check: {
          type: "string",
          description:
            "What is run: the id of a verification of the configuration, or a command that Lockstep proposes for the change. Several stand on a line each.",
        },
      },
    },
  ],
  problemMatchers: [
    {
      name: TASK.matcher,
      label: "Lockstep",
      owner: "lockstep-check",
      source: "Lockstep",
      fileLocation: ["autoDetect", "${workspaceFolder}"],
      // src/dialer/retry.ts:2  ▲ warning  RETRY_LIMIT is now 5 here.  surface/docs-behind-code
      pattern: {
        regexp: String.raw`^(\S.*?):(\d+)\s{2}\S\s(error|warning|info)\s{2}(.*?)\s{2}([\w-]+/[\w-]+)$`,
        file: 1,
        line: 2,
        severity: 3,
        message: 4,
        code: 5,
      },
    },
  ],
} as const;
