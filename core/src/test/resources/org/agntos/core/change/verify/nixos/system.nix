# A NixOS in miniature, without nixpkgs: reads every module of a managed tree and one of the person's own, knows a few
# options, and has what a plan is made from: a toplevel, units, packages and a kernel.
{ tree, own }:
let
  inherit (builtins) attrNames concatLists concatMap elem filter foldl' head isAttrs isFunction isList listToAttrs map match pathExists readDir toJSON;

  store = name: derivation { inherit name; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo > $out" ]; };
  pkgs = listToAttrs (map (name: { name = head (match "([a-z]+)-.*" name); value = store name; }) [ "htop-3.3.0" "git-2.49.0" "nano-8.1" ]);
  lib.mkForce = content: { _type = "override"; inherit content; };

  known = [ "environment.systemPackages" "networking.hostName" "services.web.enable" "services.web.port" "boot.kernel" ];
  folders = filter (f: pathExists (tree + "/${f}")) [ "packages" "services" "options" ];
  files = concatMap (f: map (n: { file = tree + "/${f}/${n}"; }) (attrNames (readDir (tree + "/${f}")))) folders ++ [ { file = own; } ];
  load = m: let module = import m.file; in { file = toString m.file; value = if isFunction module then module { inherit pkgs lib; } else module; };
  flat = path: file: value:
    if elem path known then [ { inherit path file value; } ]
    else if path == "" || isAttrs value && filter (k: match "${path}[.].*" k != null) known != [ ]
    then concatMap (n: flat (if path == "" then n else "${path}.${n}") file value.${n}) (attrNames value)
    else throw "The option `${path}' does not exist. Definition values:\n- In `${file}': ${toJSON value}";
  definitions = concatMap (m: flat "" m.file m.value) (map load files);
  merged = path: otherwise:
    let
      found = filter (d: d.path == path) definitions;
      forced = filter (d: isAttrs d.value && d.value._type or "" == "override") found;
      values = if forced != [ ] then map (d: d.value.content) forced else map (d: d.value) found;
    in
    if found == [ ] then otherwise
    else if isList (head values) then concatLists values
    else if filter (v: v != head values) values == [ ] then head values
    else throw "The option `${path}' has conflicting definition values:${foldl' (text: d: "${text}\n- In `${d.file}': ${toJSON d.value}") "" found}";

  packages = merged "environment.systemPackages" [ ];
  port = merged "services.web.port" 80;
in
{
  config = {
    environment.systemPackages = packages;
    boot.kernelPackages.kernel = store "linux-${merged "boot.kernel" "6.12"}";
    boot.kernelParams = [ "quiet" ];
    systemd.units = {
      "base.service" = { text = "[Service]\nExecStart=/bin/base\n"; wantedBy = [ "multi-user.target" ]; };
    } // (if merged "services.web.enable" false then {
      "web.service" = { text = "[Service]\nExecStart=/bin/web ${toString port}\n"; wantedBy = [ "multi-user.target" ]; };
    } else { });
    system.build.toplevel = builtins.deepSeq definitions (derivation {
      name = "nixos-system-${merged "networking.hostName" "mini"}-25.11";
      system = "x86_64-linux";
      builder = "/bin/sh";
      args = [ "-c" "echo > $out" ];
      inherit packages port;
    });
  };
}
