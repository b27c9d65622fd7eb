#!/bin/bash
# Walks through every screen in a real window and listens as a screen reader does; 1 if something
# that takes the keyboard has no name. Needs: xvfb openbox dbus at-spi2-core gir1.2-atspi-2.0
# python3-gi, and the virtual environment that packaging/dev.py makes.
#
#     packaging/linux/accessibility.sh [SCREEN ...]
set -eu
here=$(dirname "$(readlink -f "$0")")
python=${PYTHON:-$here/../../.venv/bin/python}
XDG_RUNTIME_DIR=$(mktemp -d)
chmod 700 "$XDG_RUNTIME_DIR"
export XDG_RUNTIME_DIR QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 LANG=C.UTF-8
export QT_LOGGING_RULES=qt.accessibility.atspi=false
unset NO_AT_BRIDGE WAYLAND_DISPLAY

exec {ready}<> <(:)
Xvfb -displayfd "$ready" -screen 0 1400x900x24 -nolisten tcp 2>/dev/null &
screen=$!
read -r -u "$ready" number
export DISPLAY=:$number
trap 'kill $screen; rm -rf "$XDG_RUNTIME_DIR"' EXIT

dbus-run-session -- bash -c '
    /usr/libexec/at-spi-bus-launcher --launch-immediately 2>/dev/null &
    bus=$!
    openbox 2>/dev/null &
    manager=$!
    "$0" "$@"
    result=$?
    kill $manager $bus
    exit $result
' "$python" "$here/accessibility.py" "$@"
