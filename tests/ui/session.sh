#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command with a display, a session bus and accessibility of its own: session.sh COMMAND…
#   SCREEN=1440x960x24   size of the display      SCALE=2   GDK_SCALE
#   SERVICES="a b"       what else the bus may start
#   RUNTIME_DIR=/run/…   instead of one of its own, empty and for this session alone
# Xvfb outside, the bus inside, so that services which the bus starts know the display. Of itself the bus can
# start the accessibility bus and nothing else: no state of the host leaks in, nothing waits for a portal.
# Only the command writes to standard output.
set -u

folder=$(mktemp -d -t oof-session.XXXXXX)
chmod 700 "$folder"
mkdir -p "$folder/home" "$folder/services"
for service in org.a11y.Bus ${SERVICES-}; do
  ln -s "/usr/share/dbus-1/services/$service.service" "$folder/services/"
done
cat > "$folder/bus.conf" <<EOF
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <servicedir>$folder/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
EOF

export XDG_RUNTIME_DIR=${RUNTIME_DIR:-$folder} HOME=$folder/home
export XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share XDG_CACHE_HOME=$HOME/.cache
export GDK_BACKEND=x11 GSK_RENDERER=cairo LIBGL_ALWAYS_SOFTWARE=1 GSETTINGS_BACKEND=memory
export ADW_DISABLE_PORTAL=1 GTK_A11Y=atspi GDK_SCALE=${SCALE:-1}
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS DISPLAY XDG_CURRENT_DESKTOP

xvfb-run -a -s "-screen 0 ${SCREEN:-1440x960x24} -noreset -dpi 96" \
  dbus-run-session --config-file="$folder/bus.conf" -- bash -c '
    openbox >/dev/null 2>&1 &
    for _ in $(seq 100); do
      xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q "window id" && break
      sleep 0.1
    done
    "$@" >&9' _ "$@" 9>&1 >/dev/null 2> >(grep -v -E '^dbus-daemon\[|^$|SpiRegistry daemon' >&2)
rc=$?
rm -rf "$folder"
exit $rc
