import type { CommandId } from "./commands.ts";

interface MenuItem {
  readonly command: CommandId;
  readonly when: string;
  readonly group: string;
}

/** In the editors that show a review: all files in one, or a file in each. */
const IN_REVIEW = "activeEditor =~ /^(?:multiDiffEditor|workbench\\.editors\\.textDiffEditor)$/";

/** Where commands stand outside the palette. */
export const MENUS: Readonly<Record<string, readonly MenuItem[]>> = {
  "view/title": [
    {
      command: "lockstep.nextStep",
      when: "view == lockstep.surfaces && lockstep.state == owed",
      group: "navigation@1",
    },
    { command: "lockstep.check", when: "view == lockstep.surfaces", group: "navigation@2" },
    {
      command: "lockstep.startChange",
      when: "view == lockstep.phases && lockstep.hasPhases && !lockstep.hasChange",
      group: "navigation@1",
    },
    {
      command: "lockstep.reviewPhase",
      when: "view == lockstep.phases && lockstep.phase > 0",
      group: "navigation@1",
    },
    {
      command: "lockstep.approveGate",
      when: "view == lockstep.phases && lockstep.canApprove",
      group: "navigation@2",
    },
    {
      command: "lockstep.addAssumption",
      when: "view == lockstep.phases && lockstep.hasChange",
      group: "1_change@1",
    },
    {
      command: "lockstep.closeChange",
      when: "view == lockstep.phases && lockstep.hasChange",
      group: "1_change@2",
    },
    { command: "lockstep.validateProtocol", when: "view == lockstep.protocols", group: "navigation@1" },
    { command: "lockstep.verifyEvidence", when: "view == lockstep.audit", group: "navigation@1" },
    { command: "lockstep.generateSelfAudit", when: "view == lockstep.audit", group: "navigation@2" },
    { command: "lockstep.openReport", when: "view == lockstep.audit", group: "navigation@3" },
    { command: "lockstep.generateRubric", when: "view == lockstep.audit", group: "1_audit@1" },
    { command: "lockstep.finalDelivery", when: "view == lockstep.audit", group: "1_audit@2" },
    { command: "lockstep.exportReport", when: "view == lockstep.audit", group: "2_report@1" },
    { command: "lockstep.copyPrDescription", when: "view == lockstep.audit", group: "2_report@2" },
    { command: "lockstep.proposeTuning", when: "view == lockstep.replay", group: "navigation@1" },
    { command: "lockstep.replayHistory", when: "view == lockstep.replay", group: "navigation@2" },
    { command: "lockstep.compareBase", when: "view == lockstep.surfaces", group: "1_change@1" },
    { command: "lockstep.replayHistory", when: "view == lockstep.surfaces", group: "1_change@2" },
    { command: "lockstep.replayHistory", when: "view == lockstep.protocols", group: "1_try@1" },
    { command: "lockstep.initialize", when: "view == lockstep.surfaces", group: "2_setup@1" },
    { command: "lockstep.doctor", when: "view == lockstep.surfaces", group: "2_setup@2" },
    { command: "lockstep.showLog", when: "view == lockstep.surfaces", group: "2_setup@3" },
    { command: "lockstep.copyDiagnostics", when: "view == lockstep.surfaces", group: "2_setup@4" },
    { command: "lockstep.newProtocol", when: "view == lockstep.protocols", group: "1_try@2" },
  ],
  "view/item/context": [
    { command: "lockstep.showCause", when: "viewItem =~ /^said:.*:hasCause/", group: "inline@1" },
    { command: "lockstep.markRight", when: "viewItem =~ /^said:/", group: "inline@2" },
    { command: "lockstep.markWrong", when: "viewItem =~ /^said:/", group: "inline@3" },
    { command: "lockstep.openPlace", when: "viewItem =~ /^(?:obligation|audit):/", group: "inline@1" },
    { command: "lockstep.confirmItem", when: "viewItem =~ /^audit:.*:canConfirm/", group: "inline@2" },
    {
      command: "lockstep.runVerification",
      when: "viewItem =~ /^surface:.*:owed:verification/",
      group: "inline@1",
    },
    { command: "lockstep.addEvidence", when: "viewItem == risk:unanswered", group: "inline@1" },
    { command: "lockstep.markNotNeeded", when: "viewItem =~ /:canMarkNotNeeded/", group: "inline@2" },
    { command: "lockstep.stillTrue", when: "viewItem =~ /^impact:.*:canConfirm/", group: "inline@1" },
    { command: "lockstep.compareApproved", when: "viewItem =~ /^gate:.*:canCompare/", group: "inline@1" },
    { command: "lockstep.approveGate", when: "viewItem =~ /^gate:.*:canApprove/", group: "inline@2" },
    { command: "lockstep.sendBack", when: "viewItem =~ /^gate:.*:canSendBack/", group: "1_gate@1" },
    { command: "lockstep.commentGate", when: "viewItem =~ /^gate:.*:canSendBack/", group: "1_gate@2" },
    { command: "lockstep.closeChange", when: "viewItem == change:open", group: "1_gate@1" },
    {
      command: "lockstep.restoreRecord",
      when: "viewItem =~ /^damage:canRestore/",
      group: "inline@1",
    },
    { command: "lockstep.confirmAssumption", when: "viewItem == assumption:pending", group: "inline@1" },
    { command: "lockstep.rejectAssumption", when: "viewItem == assumption:pending", group: "inline@2" },
    { command: "lockstep.stillTrue", when: "viewItem =~ /^impact:.*:canConfirm/", group: "1_decide@1" },
    { command: "lockstep.markNotNeeded", when: "viewItem =~ /:canMarkNotNeeded/", group: "1_decide@1" },
  ],
  "explorer/context": [
    {
      command: "lockstep.mapPath",
      when: "lockstep.ready && resourceScheme == file && !explorerResourceIsRoot",
      group: "6_copypath@90",
    },
  ],
  "file/newFile": [{ command: "lockstep.newProtocol", when: "lockstep.ready", group: "lockstep@1" }],
  "editor/context": [
    {
      command: "lockstep.addEvidence",
      when: "lockstep.ready && resourceScheme == file",
      group: "lockstep@1",
    },
    {
      command: "lockstep.copyEvidence",
      when: "lockstep.ready && resourceScheme == file",
      group: "lockstep@2",
    },
    {
      command: "lockstep.addAssumption",
      when: "lockstep.hasChange && editorHasSelection",
      group: "lockstep@2",
    },
  ],
  "scm/title": [
    {
      command: "lockstep.insertTrailers",
      when: "scmProvider == git && lockstep.hasChange",
      group: "1_lockstep@1",
    },
  ],
  "editor/lineNumber/context": [
    {
      command: "lockstep.addEvidence",
      when: "lockstep.ready && resourceScheme == file",
      group: "lockstep@1",
    },
    {
      command: "lockstep.copyEvidence",
      when: "lockstep.ready && resourceScheme == file",
      group: "lockstep@2",
    },
  ],
  "editor/title": [
    {
      command: "lockstep.approveGate",
      when: `lockstep.reviewing && ${IN_REVIEW}`,
      group: "navigation@51",
    },
    {
      command: "lockstep.sendBack",
      when: `lockstep.reviewing && ${IN_REVIEW}`,
      group: "1_lockstep@1",
    },
    { command: "lockstep.showGate", when: "resourcePath in lockstep.files", group: "navigation@50" },
  ],
};
