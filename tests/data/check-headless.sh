#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The programs of a server link no part of a desktop, and a build without the window needs none:
# check-headless.sh SOURCE PROGRAM…
set -u
for tool in ldd meson python3; do
  command -v $tool > /dev/null || exit 77
done
source=$1
shift
rc=0
desktop='libgtk|libadwaita|libgdk|libcairo|libpango|libX11|libwayland'
for program in "$@"; do
  if ldd "$program" | grep -E "$desktop" >&2; then
    echo "$program links the above" >&2
    rc=1
  fi
done

# Only configured: that takes seconds. The Debian package without the window is built for real.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! meson setup "$work/build" "$source" -Dgui=false > "$work/log" 2>&1; then
  cat "$work/log" >&2
  exit 1
fi
if grep -iE '^(Run-time )?dependency (gtk|libadwaita)' "$work/log" >&2; then
  rc=1
fi
exit $rc
