#!/bin/sh
# Makes this mount namespace look like a small NixOS and keeps it until standard input ends. Run it as root with
#   unshare --mount --pid --fork --mount-proc --propagation private sh namespace.sh KIND REBUILD SYSTEMD
# KIND is nixos-channel or nixos-flake, REBUILD ng or bash, SYSTEMD with or without. It says "ready" when it is, or what
# failed. Everything written lies in memory; the real /etc, /var, /nix, /run and /root are only read.
set -eu
kind=$1 rebuild=$2 systemd=$3
here=$(cd "$(dirname "$0")" && pwd)
wiring=$(cd "$here/../../../../../../../../nix/wiring" && pwd)
umask 022

scratch=/mnt
mount -t tmpfs -o mode=755 tmpfs "$scratch"
for folder in etc var root tmp; do
  mkdir -p "$scratch/$folder/upper" "$scratch/$folder/work"
  [ "$folder" != tmp ] || chmod 1777 "$scratch/tmp/upper"
  mount -t overlay overlay -o "lowerdir=/$folder,upperdir=$scratch/$folder/upper,workdir=$scratch/$folder/work" "/$folder"
done
mount -t tmpfs -o mode=755 tmpfs /run
[ -d /nix ] || { echo "there is no folder /nix to put a store in"; exit 1; }
mount -t tmpfs -o mode=755 tmpfs /nix
rm -rf /etc/agntos /var/lib/agntos /var/log/agntos /root/.cache/nix /etc/nixos
mkdir -p /run/stand-in /etc/nix /etc/nixos /nix/store
chmod 777 /run/stand-in
cat > /etc/nix/nix.conf <<'CONF'
build-users-group =
experimental-features = nix-command flakes
substituters =
sandbox = false
CONF
touch /etc/NIXOS

mini=/nix/mini
mkdir -p "$mini"
cp "$here"/system.nix "$here"/nixos-rebuild-* "$here"/systemctl "$here"/systemd-run "$here"/switch-to-configuration "$mini"
cp "$wiring/agntos.nix" /etc/nixos
mkdir -p /etc/agntos /var/lib/agntos /var/log/agntos
if [ "$kind" = nixos-flake ]; then
  cp "$mini"/* /etc/nixos
  cat > /etc/nixos/flake.nix <<FLAKE
{
  inputs.agntos = { url = "path:/etc/agntos"; flake = false; };
  outputs = inputs: {
    nixosConfigurations.mini.config.system.build.toplevel =
      (import ./system.nix {
        rebuild = "$rebuild";
        modules = [ ./configuration.nix (import ./agntos.nix inputs.agntos) ];
      }).system;
  };
}
FLAKE
  echo '{ networking.hostName = "mini"; }' > /etc/nixos/configuration.nix
  set -- --flake /etc/nixos#mini
  cat > /etc/agntos/machine.toml <<'TOML'
kind = "nixos-flake"
flake = "/etc/nixos"
attribute = "mini"
input = "agntos"
TOML
else
  channel=/nix/var/nix/profiles/per-user/root/channels/nixos
  mkdir -p "$channel/nixos"
  cat > "$channel/nixos/default.nix" <<NIX
let found = import $mini/system.nix { rebuild = "$rebuild"; modules = [ <nixos-config> ]; }; in
{ inherit (found) system; config.system.build.toplevel = found.system; }
NIX
  cat > /etc/nixos/configuration.nix <<'NIX'
{ networking.hostName = "mini"; imports = [ (import ./agntos.nix /etc/agntos) ]; }
NIX
  set -- --no-flake
  echo 'kind = "nixos-channel"' > /etc/agntos/machine.toml
fi
NIX_PATH=nixpkgs=/nix/var/nix/profiles/per-user/root/channels/nixos:nixos-config=/etc/nixos/configuration.nix
export NIX_PATH
# The first generation is made by the tool itself, as on a machine that somebody installed.
PATH=/usr/bin:/bin:/usr/sbin:/sbin HOME=/root sh "$mini/nixos-rebuild-$rebuild" switch "$@" --no-build-nix > /run/stand-in/first 2>&1 ||
  { cat /run/stand-in/first; exit 1; }
ln -s "$(readlink -f /run/current-system)" /run/booted-system
rm -f /run/stand-in/activations /run/stand-in/services
[ "$systemd" != with ] || mkdir -p /run/systemd/system
echo ready
# This is the first process here, and has to see to the children of those that end.
exec 3<&0
cat <&3 > /run/stand-in/input &
wait $!
