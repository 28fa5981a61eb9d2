# A NixOS in miniature, without nixpkgs: modules with imports, lists that are joined, a few options, packages that are
# real derivations, a kernel, and a switch-to-configuration. `system` is a flake's and a channel's toplevel.
{ modules, rebuild }:
let
  inherit (builtins) attrNames concatLists concatMap concatStringsSep elem filter foldl' hasAttr head isAttrs isFunction isList isPath isString length map toJSON;

  here = name: "${./.}/${name}";
  program = name: script: shell name ''
    mkdir -p "$out/bin"
    cp ${script} "$out/bin/${if name == "nixos-rebuild-ng-25.11" then "nixos-rebuild" else name}"
    chmod 755 "$out"/bin/*
  '';
  shell = name: text: derivation {
    inherit name;
    system = builtins.currentSystem or "x86_64-linux";
    builder = "/bin/sh";
    PATH = "/usr/bin:/bin";
    args = [ "-euc" text ];
  };

  pkgs = {
    htop = shell "htop-3.3" "mkdir -p $out; echo fetching htop; echo htop > $out/htop";
    git = shell "git-2.49" "mkdir -p $out; echo git > $out/git";
    broken = shell "broken-1" "echo 'cc: fatal error: no input files'; exit 1";
    waiting = shell "waiting-1" "echo waiting; while ! [ -e /run/stand-in/pause ]; do sleep 0.05; done; mkdir $out";
    slow = shell "slow-1" "echo started; sleep 600; mkdir $out";
  };
  lib = { concatMap = concatMap; };

  known = [ "environment.systemPackages" "networking.hostName" "boot.kernel" "testing.activation" "testing.units" "testing.restarts" ];
  load = file: given:
    let
      module = if isPath given || isString given then import given else given;
      value = if isFunction module then module { inherit pkgs lib; } else module;
      own = value.config or (removeAttrs value [ "imports" ]);
    in
    [ { inherit file; value = own; } ]
    ++ concatMap (m: load (if isPath m || isString m then toString m else file) m) (value.imports or [ ]);
  flat = path: file: value:
    if elem path known then [ { inherit path file value; } ]
    else if isAttrs value && value.type or "" != "derivation" && (path == "" || filter (k: builtins.substring 0 (builtins.stringLength path) k == path) known != [ ])
    then concatMap (n: flat (if path == "" then n else "${path}.${n}") file value.${n}) (attrNames value)
    else throw "The option `${path}' does not exist. Definition values:\n- In `${file}': ${toJSON value}";
  definitions = concatMap (m: flat "" m.file m.value) (concatMap (m: load "configuration.nix" m) modules);
  merged = path: otherwise:
    let found = filter (d: d.path == path) definitions; values = map (d: d.value) found; in
    if found == [ ] then otherwise
    else if isList (head values) then concatLists values
    else if filter (v: v != head values) values == [ ] then head values
    else throw "The option `${path}' has conflicting definition values:${concatStringsSep "" (map (d: "\n- In `${d.file}': ${toJSON d.value}") found)}";

  hostName = merged "networking.hostName" "mini";
  kernel = shell "linux-${merged "boot.kernel" "6.12"}" "mkdir -p $out; echo kernel > $out/bzImage";
  packages = merged "environment.systemPackages" [ ];
in
{
  system = builtins.deepSeq definitions (derivation {
    name = "nixos-system-${hostName}-25.11";
    system = builtins.currentSystem or "x86_64-linux";
    builder = "/bin/sh";
    PATH = "/usr/bin:/bin";
    inherit packages kernel;
    activation = merged "testing.activation" "works";
    units = concatStringsSep " " (merged "testing.units" [ ]);
    restarts = concatStringsSep ", " (merged "testing.restarts" [ ]);
    rebuild = program (if rebuild == "ng" then "nixos-rebuild-ng-25.11" else "nixos-rebuild") (here "nixos-rebuild-${rebuild}");
    systemctl = program "systemctl" (here "systemctl");
    systemdRun = program "systemd-run" (here "systemd-run");
    switch = here "switch-to-configuration";
    args = [ "-euc" ''
      mkdir -p "$out/bin" "$out/sw/bin"
      for program in nix nix-build nix-env nix-instantiate nix-store sh bash cat cp chmod dirname env flock git grep head ln ls mkdir mktemp mv readlink rm sed sleep sort stat tr true uname; do
        ln -s "$(command -v "$program")" "$out/sw/bin/$program"
      done
      ln -s "$rebuild/bin/nixos-rebuild" "$systemctl/bin/systemctl" "$systemdRun/bin/systemd-run" "$out/sw/bin"
      ln -s "$kernel/bzImage" "$out/kernel"
      for package in $packages; do echo "$package"; done > "$out/packages"
      echo 25.11.mini > "$out/nixos-version"
      printf '%s\n' "activation=$activation" "units='$units'" "restarts='$restarts'" > "$out/behaviour"
      cp "$switch" "$out/bin/switch-to-configuration"
      chmod 755 "$out/bin/switch-to-configuration"
    '' ];
  });
}
