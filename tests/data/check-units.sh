#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The systemd units: well formed, and the one of a server shut in: check-units.sh FOLDER OOFCTL
# They are verified with a program that is there: the installed one is not.
set -u
command -v systemd-analyze > /dev/null || exit 77
folder=$1 program=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_RUNTIME_DIR=$work
rc=0

verify() { # UNIT OPTION…
  local unit=$1
  shift
  # What other units of this machine lack is not ours.
  local said
  said=$(systemd-analyze "$@" --man=no verify "$unit" 2>&1 | grep "$(basename "$unit")")
  if [ -n "$said" ]; then
    echo "$said" >&2
    rc=1
  fi
}

sed "s|@OOFCTL@|$program|" "$folder/oof-manager.service.in" > "$work/oof-manager.service"
sed "s|@COMMAND@|$program|" "$folder/oof-manager-task.service.in" > "$work/oof-manager-task.service"
cp "$folder/oof-manager-task.timer" "$work/"
verify "$work/oof-manager.service"
verify "$work/oof-manager-task.service" --user
verify "$work/oof-manager-task.timer" --user

# At most 2.0 of 10; the option counts in tenths.
systemd-analyze security --offline=1 --threshold=20 --no-pager "$work/oof-manager.service" > "$work/score" || rc=1
tail -1 "$work/score"
grep -q '^LoadCredential=runner' "$work/oof-manager.service" || rc=1
exit $rc
