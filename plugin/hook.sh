#!/bin/sh
# Asks Lockstep about a call of the editor's agent, by the node on the PATH or by the program that runs the editor.
# Where neither can run it: nothing in repositories that are not set up; in the others a tool call is refused.
PATH=$PATH:/usr/local/bin:/opt/homebrew/bin:/usr/bin:/bin
cli=$(dirname "$0")/../dist/cli.mjs
input=$(cat)
LOCKSTEP_PLUGIN=1
export LOCKSTEP_PLUGIN

# 0 and 2 are answers; whatever else is a node that cannot run Lockstep.
ask() {
  printf '%s' "$input" | "$@" "$cli" hook --agent vscode-or-copilot
  code=$?
  if [ "$code" = 0 ] || [ "$code" = 2 ]; then exit "$code"; fi
}

if command -v node >/dev/null 2>&1; then ask node; fi
editor=$(readlink "/proc/$PPID/exe" 2>/dev/null || ps -o comm= -p "$PPID" 2>/dev/null)
case $editor in
  /*)
    ELECTRON_RUN_AS_NODE=1
    export ELECTRON_RUN_AS_NODE
    case $("$editor" -p process.versions.node </dev/null 2>/dev/null) in
      [0-9]*.[0-9]*) ask "$editor" ;;
    esac
    ;;
esac

folder=$PWD
while :; do
  if [ -e "$folder/.lockstep/config.jsonc" ] || [ -e "$folder/lockstep.config.jsonc" ]; then
    echo "Lockstep could not judge this: there is no Node 20.19 or later on the PATH of the editor. Install one, or start the editor where it is on the PATH." >&2
    # Only a tool call is stopped: a turn that may never end would go round for ever.
    if [ "$1" = PreToolUse ]; then exit 2; fi
    exit 1
  fi
  if [ "$folder" = "$(dirname "$folder")" ]; then exit 0; fi
  folder=$(dirname "$folder")
done
