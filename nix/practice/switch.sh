#!/bin/sh
# Activates this practice system: links <root>/run/current-system to it.
#   switch-to-configuration switch|test|boot|dry-activate
# The root is AGNTOS_PRACTICE_ROOT, else the folder above `profiles/` or `nix/store/` through which this was called.
set -eu
PATH=/run/current-system/sw/bin:/usr/bin:/bin

system=$(readlink -f "$0")
system=${system%/bin/switch-to-configuration}
root=${AGNTOS_PRACTICE_ROOT:-}
if [ -z "$root" ]; then
    case "$0" in
        */profiles/*/bin/switch-to-configuration) root=${0%/profiles/*} ;;
        *) root=${system%/nix/store/*} ;;
    esac
fi
# Never the machine itself: its own /run/current-system is not ours to change.
case "$(readlink -f "$root" || true)" in
    "" | / | /nix | /nix/*) echo "error: no practice machine at '$root' (set AGNTOS_PRACTICE_ROOT)" >&2; exit 1 ;;
esac

case "${1:-}" in
    switch | test)
        mkdir -p "$root/run"
        ln -sfn "$system" "$root/run/.current-system.new"
        mv -fT "$root/run/.current-system.new" "$root/run/current-system"
        echo "activated $system"
        ;;
    boot) echo "will be activated at the next start: $system" ;;
    dry-activate) echo "would activate $system" ;;
    *) echo "usage: switch-to-configuration switch|test|boot|dry-activate" >&2; exit 64 ;;
esac
