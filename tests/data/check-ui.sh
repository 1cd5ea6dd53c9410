#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every .ui file through gtk4-builder-tool, inside tests/ui/session.sh: check-ui.sh MODULE FOLDER
# MODULE brings the types of libadwaita and of this program.
set -u
command -v gtk4-builder-tool > /dev/null || exit 77
module=$(realpath "$1") folder=$2
rc=0
count=0
while IFS= read -r -d '' file; do
  # A handler is found when the template's class is: its own code, which is not here.
  said=$(sed '/<signal /d' "$file" | (cat > "$XDG_RUNTIME_DIR/check.ui" && GTK_A11Y=none G_DEBUG= LD_PRELOAD=$module \
    gtk4-builder-tool validate "$XDG_RUNTIME_DIR/check.ui" 2>&1))
  if [ $? -ne 0 ] || [ -n "$said" ]; then
    echo "$file: $said" >&2
    rc=1
  fi
  count=$((count + 1))
done < <(find "$folder" -name '*.ui' -print0)
echo "$count files"
[ $count -gt 0 ] || rc=1
exit $rc
