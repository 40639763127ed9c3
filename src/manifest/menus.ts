import type { CommandId } from "./commands.ts";

interface MenuItem {
  readonly command: CommandId;
  readonly when: string;
  readonly group: string;
}

/** Where commands stand outside the palette. */
export const MENUS: Readonly<Record<string, readonly MenuItem[]>> = {
  "view/title": [
    {
      command: "lockstep.nextStep",
      when: "view == lockstep.surfaces && lockstep.state == owed",
      group: "navigation@1",
    },
    { command: "lockstep.check", when: "view == lockstep.surfaces", group: "navigation@2" },
    { command: "lockstep.validateProtocol", when: "view == lockstep.protocols", group: "navigation@1" },
    { command: "lockstep.compareBase", when: "view == lockstep.surfaces", group: "1_change@1" },
    { command: "lockstep.initialize", when: "view == lockstep.surfaces", group: "2_setup@1" },
    { command: "lockstep.doctor", when: "view == lockstep.surfaces", group: "2_setup@2" },
    { command: "lockstep.showLog", when: "view == lockstep.surfaces", group: "2_setup@3" },
  ],
  "view/item/context": [
    { command: "lockstep.openPlace", when: "viewItem =~ /^obligation:/", group: "inline@1" },
    {
      command: "lockstep.runVerification",
      when: "viewItem =~ /^surface:.*:owed:verification/",
      group: "inline@1",
    },
    { command: "lockstep.markNotNeeded", when: "viewItem =~ /:canMarkNotNeeded/", group: "inline@2" },
    { command: "lockstep.stillTrue", when: "viewItem =~ /^impact:.*:canConfirm/", group: "inline@1" },
    { command: "lockstep.stillTrue", when: "viewItem =~ /^impact:.*:canConfirm/", group: "1_decide@1" },
    { command: "lockstep.markNotNeeded", when: "viewItem =~ /:canMarkNotNeeded/", group: "1_decide@1" },
  ],
  "editor/title": [
    { command: "lockstep.showGate", when: "resourcePath in lockstep.files", group: "navigation@50" },
  ],
};
