/** The activity-bar container's id. */
export const CONTAINER = "lockstep";

/** Every view of the activity-bar container, in order. */
export const VIEWS = {
  "lockstep.surfaces": { name: "Update Surfaces", size: 3, visibility: "visible" },
  "lockstep.phases": { name: "Phases & Gates", size: 2, visibility: "visible" },
  "lockstep.docImpact": { name: "Doc Impact", size: 2, visibility: "collapsed" },
  "lockstep.audit": { name: "Self-Audit", size: 2, visibility: "collapsed" },
  "lockstep.protocols": { name: "Protocols", size: 2, visibility: "collapsed" },
} as const;

/** The container in the panel below the editors, where rows are wide enough for whole lines of documents. */
export const PANEL = { id: "lockstepReplay", title: "Recent Commits" } as const;

/** Every view of the panel; it shows where one of them does. */
export const PANEL_VIEWS = {
  "lockstep.replay": { name: "Recent Commits", when: "lockstep.replayed" },
} as const;

export type ViewId = keyof typeof VIEWS | keyof typeof PANEL_VIEWS;

/** Context keys the extension sets; `when` clauses may use no others. */
export const CONTEXT_KEYS = [
  "lockstep.ready",
  "lockstep.state",
  "lockstep.files",
  "lockstep.phase",
  "lockstep.canApprove",
  "lockstep.hasPhases",
  "lockstep.hasChange",
  "lockstep.reviewing",
  "lockstep.replayed",
] as const;
export type ContextKey = (typeof CONTEXT_KEYS)[number];

/** What `lockstep.state` may be. */
export type EngineState =
  | "no-folder"
  | "no-git"
  | "trouble"
  | "config-error"
  | "idle"
  | "owed"
  | "awaiting"
  | "broken"
  | "done";

interface Welcome {
  readonly view: ViewId;
  readonly when: string;
  readonly contents: string;
}

/** What an empty view says, and the button that leads on. */
export const WELCOMES: readonly Welcome[] = [
  {
    view: "lockstep.surfaces",
    when: "workbenchState == empty",
    contents: "Open a folder to use Lockstep.\n[Open Folder](command:workbench.action.files.openFolder)",
  },
  {
    view: "lockstep.surfaces",
    when: "!isWorkspaceTrusted && workbenchState != empty",
    contents:
      "Restricted Mode: Lockstep runs no program here, git included, so changes are not compared.\n[Manage Trust](command:workbench.trust.manage)",
  },
  {
    view: "lockstep.surfaces",
    when: "isWorkspaceTrusted && lockstep.ready && lockstep.state == no-git",
    contents: "Lockstep compares your edits with git.\n[Initialize Repository](command:git.init)",
  },
  {
    view: "lockstep.surfaces",
    when: "isWorkspaceTrusted && lockstep.ready && lockstep.state == trouble",
    contents:
      "The repository could not be read.\n[Diagnose Setup](command:lockstep.doctor)\n[Show Log](command:lockstep.showLog)",
  },
  {
    view: "lockstep.surfaces",
    when: "isWorkspaceTrusted && !lockstep.ready && workbenchState != empty",
    contents: "Reading the repository…",
  },
  {
    view: "lockstep.phases",
    when: "lockstep.ready && lockstep.hasPhases",
    contents:
      "No change is under way. A change of full size walks through the protocol's phases.\n[Start Change…](command:lockstep.startChange)",
  },
  {
    view: "lockstep.phases",
    when: "lockstep.ready && !lockstep.hasPhases",
    contents: "This protocol has no phases.",
  },
  {
    view: "lockstep.docImpact",
    when: "lockstep.ready",
    contents: "No document line is in doubt.",
  },
  {
    view: "lockstep.audit",
    when: "lockstep.ready",
    contents:
      "Nothing is claimed of this change, and its protocol asks for no self-audit.\n[Generate Self-Audit Table](command:lockstep.generateSelfAudit)",
  },
];
