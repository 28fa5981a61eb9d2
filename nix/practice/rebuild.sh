#!/bin/sh
# What stands for nixos-rebuild and nix-env on a practice machine. With Nix it builds with Nix, in a store of the
# machine's own, offline; without it keeps generations as plain folders with the list of the files they were made of.
#   rebuild.sh build TREE               leaves a link `result` in the folder it runs in
#   rebuild.sh -p PROFILE --set RESULT  makes that a new generation, and that the current one
# Wants AGNTOS_PRACTICE_ROOT; AGNTOS_NIX=none behaves as if there were no Nix.
set -eu
root=$AGNTOS_PRACTICE_ROOT

nix=
if [ "${AGNTOS_NIX:-}" != none ]; then
    IFS=:
    for folder in /run/current-system/sw/bin /nix/var/nix/profiles/default/bin "${HOME:-}/.nix-profile/bin" /usr/bin ${PATH:-}; do
        if [ -z "$nix" ] && [ -x "$folder/nix-build" ] && [ -x "$folder/nix-env" ] && [ -x "$folder/nix-instantiate" ]; then
            nix=$folder
        fi
    done
    unset IFS
fi

export PATH=/run/current-system/sw/bin:/usr/bin:/bin
export HOME="$root/nix/home" LANG=C.UTF-8
export NIX_STORE_DIR="$root/nix/store" NIX_STATE_DIR="$root/nix/var/nix" NIX_LOG_DIR="$root/nix/var/log/nix"
export NIX_CONFIG='experimental-features = nix-command flakes
substituters =
sandbox = false
build-users-group =
'

# The number of the newest generation of a profile.
newest() {
    number=0
    for link in "$1"-*-link; do
        found=${link#"$1"-}
        found=${found%-link}
        case $found in *[!0-9]* | '') ;; *) [ "$found" -le "$number" ] || number=$found ;; esac
    done
}

build_folder() {
    echo "Nix is not installed here: the generation is a plain folder and nothing is built."
    newest "$root/profiles/system"
    built=$root/generations/${AGNTOS_TRANSACTION:-made}-$((number + 1))
    for folder in "$root/generations" "$built"; do
        [ -d "$folder" ] || mkdir "$folder"
    done
    list=
    for file in "$1"/packages/*.nix "$1"/services/*.nix "$1"/options/*.nix "$1"/home/*.nix "$1"/home/*/*.nix; do
        if [ -f "$file" ] && [ ! -L "$file" ]; then
            hash=$(sha256sum <"$file")
            list="$list${list:+,}\"${file#"$1"/}\":\"${hash%% *}\""
        fi
    done
    printf '{%s}' "$list" >"$built/manifest.json"
    sync "$built/manifest.json" "$built" "$root/generations" "$root"
    ln -sfn "$built" "$PWD/result"
}

case "$1" in
    build)
        mkdir -p "$HOME"
        if [ -n "$nix" ]; then
            [ -f "$root/system/default.nix" ] || { echo "the practice machine has no system at $root/system" >&2; exit 1; }
            exec "$nix/nix-build" --out-link "$PWD/result" --log-format internal-json -A system \
                --argstr tree "$2" "$root/system/default.nix"
        fi
        build_folder "$2"
        ;;
    -p)
        [ -z "$nix" ] || exec "$nix/nix-env" "$@"
        newest "$2"
        number=$((number + 1))
        ln -sfn "../generations/${4##*/}" "$2-$number-link"
        sync "${2%/*}"
        ln -sfn "${2##*/}-$number-link" "${2%/*}/.system.new"
        mv -fT "${2%/*}/.system.new" "$2"
        sync "${2%/*}"
        ;;
    *) echo "usage: rebuild.sh build TREE | -p PROFILE --set RESULT" >&2; exit 64 ;;
esac
