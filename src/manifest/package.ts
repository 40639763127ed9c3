import { DECORATION_COLORS } from "#views/decorations";
import * as z from "zod";
import { COMMANDS, type CommandId } from "./commands.ts";
import { MENUS } from "./menus.ts";
import { SETTINGS, type SettingKey } from "./settings.ts";
import { type ToolFacts, MCP_PROVIDER, TOOLS } from "./tools.ts";
import { PLUGIN } from "./plugin.ts";
import { TASK_CONTRIBUTIONS } from "./tasks.ts";
import { walkthroughs } from "./walkthrough.ts";
import { CONTAINER, PANEL, PANEL_VIEWS, VIEWS, WELCOMES } from "./views.ts";

/** Where the editor's agents are told of Lockstep. */
const INSTRUCTED = "config.lockstep.enabled && config.lockstep.agents.contributeInstructions";

/** What the extension contributes and when it starts: the generated part of package.json. */
export function extensionManifest(): object {
  return {
    activationEvents: ["workspaceContains:.lockstep/config.jsonc", "workspaceContains:lockstep.config.jsonc"],
    capabilities: {
      untrustedWorkspaces: {
        supported: "limited",
        description:
          "In Restricted Mode Lockstep runs no program, git included, so changes are not compared.",
        restrictedConfigurations: keys(SETTINGS)
          .filter((key) => SETTINGS[key].facts.restricted)
          .map((key) => `lockstep.${key}`),
      },
      virtualWorkspaces: { supported: false, description: "Lockstep compares files with git." },
    },
    contributes: {
      commands: keys(COMMANDS).map((command) => {
        const { title, icon } = facts(command);
        return {
          command,
          title,
          category: "Lockstep",
          ...(icon ? { icon } : {}),
          enablement: "config.lockstep.enabled",
        };
      }),
      colors: Object.entries(DECORATION_COLORS).map(([id, { description, is }]) => ({
        id,
        description,
        defaults: { dark: is, light: is, highContrast: is, highContrastLight: is },
      })),
      configuration: { title: "Lockstep", properties: Object.fromEntries(keys(SETTINGS).map(property)) },
      grammars: [
        {
          scopeName: "markdown.lockstep.injection",
          path: "./syntaxes/lockstep.injection.tmLanguage.json",
          injectTo: ["text.html.markdown", "text.html.markdown.prompt"],
          embeddedLanguages: { "meta.embedded.block.diff.lockstep": "diff" },
        },
      ],
      languageModelTools: Object.entries(TOOLS).map(([name, tool]) => languageModelTool(name, tool)),
      mcpServerDefinitionProviders: [{ id: MCP_PROVIDER, label: "Lockstep" }],
      chatPlugins: [{ path: PLUGIN.folder, when: "config.lockstep.enabled" }],
      chatSkills: [{ path: PLUGIN.skill, when: INSTRUCTED }],
      chatInstructions: [{ path: PLUGIN.instructions, when: INSTRUCTED }],
      "markdown.markdownItPlugins": true,
      "markdown.previewStyles": ["./media/preview.css"],
      jsonValidation: [
        {
          fileMatch: ["**/.lockstep/config.jsonc", "lockstep.config.jsonc"],
          url: "./schemas/config.schema.json",
        },
      ],
      ...TASK_CONTRIBUTIONS,
      menus: { ...MENUS, commandPalette: palette() },
      views: {
        [CONTAINER]: keys(VIEWS).map((id) => ({
          id,
          ...VIEWS[id],
          initialSize: VIEWS[id].size,
          size: undefined,
        })),
        [PANEL.id]: keys(PANEL_VIEWS).map((id) => ({ id, ...PANEL_VIEWS[id] })),
      },
      viewsContainers: {
        activitybar: [{ id: CONTAINER, title: "Lockstep", icon: "media/lockstep.svg" }],
        panel: [{ ...PANEL, icon: "media/lockstep.svg" }],
      },
      viewsWelcome: WELCOMES,
      walkthroughs: walkthroughs(),
    },
  };
}

function languageModelTool(name: string, { title, description, input }: ToolFacts): object {
  const { $schema: _, ...inputSchema } = z.toJSONSchema(input, { io: "input" }) as Record<string, unknown>;
  return {
    name,
    displayName: title,
    modelDescription: description,
    userDescription: description.split(/(?<=\.) /, 1)[0],
    toolReferenceName: name.replace("_", "-").replaceAll("_", "-"),
    canBeReferencedInPrompt: true,
    icon: "$(checklist)",
    tags: ["lockstep"],
    inputSchema,
    when: "config.lockstep.enabled",
  };
}

function palette(): object[] {
  return keys(COMMANDS)
    .filter((command) => COMMANDS[command].palette === "never")
    .map((command) => ({ command, when: "false" }));
}

function facts(command: CommandId): { readonly title: string; readonly icon?: string } {
  return COMMANDS[command];
}

function property(key: SettingKey, order: number): [string, object] {
  const {
    schema,
    facts: { restricted: _, ...known },
  } = SETTINGS[key];
  const { $schema: __, ...json } = z.toJSONSchema(schema, { io: "input" }) as Record<string, unknown>;
  return [`lockstep.${key}`, { ...json, ...known, order }];
}

function keys<Table extends object>(table: Table): (keyof Table & string)[] {
  return Object.keys(table) as (keyof Table & string)[];
}
