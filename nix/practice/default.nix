# The practice machine's system: a small NixOS without nixpkgs (README.md tells its rules).
#
# Reads the managed tree, merges its modules, checks every definition against options.json (path -> NixOS type text)
# and every package against packages.json (attribute -> description), which core writes beside this file.
{ tree, hostName ? "practice" }:
let
  inherit (builtins) attrNames concatMap concatStringsSep filter fromJSON groupBy hashFile head isAttrs isFunction isList isPath isString listToAttrs map mapAttrs match pathExists readDir readFile removeAttrs split tail toJSON typeOf;

  lib = import ./lib.nix;
  types = import ./types.nix { inherit lib; };
  inherit (import ./merge.nix { inherit lib types; }) complete hasKind mergeAll;

  # { "a.b" = text; } -> { a = { own = null; children.b = { own = { name = "a.b"; text }; children = { }; }; }; }
  nest = entries:
    mapAttrs
      (_: found:
        let deeper = filter (e: e.path != [ ]) (map (e: e // { path = tail e.path; }) found); in
        {
          own = (head (filter (e: tail e.path == [ ]) found ++ [ { own = null; } ])).own;
          children = if deeper == [ ] then { } else nest deeper;
        })
      (groupBy (e: head e.path) entries);
  readTable = file:
    let table = fromJSON (readFile file); in
    nest (map (name: { path = filter isString (split "[.]" name); own = { inherit name; text = table.${name}; }; }) (attrNames table));

  pkgs = import ./packages.nix { inherit lib; table = readTable ./packages.json; };
  options = readTable ./options.json // {
    home-manager = { own = null; children.users = { own.text = "attribute set of anything"; children = { }; }; };
  };

  filesIn = folder:
    let entries = readDir "${tree}/${folder}"; in
    if !pathExists "${tree}/${folder}" then [ ]
    else map (n: "${folder}/${n}") (filter (n: entries.${n} != "directory" && match ".*[.]nix" n != null) (attrNames entries));
  users = if pathExists "${tree}/home" then filter (n: (readDir "${tree}/home").${n} == "directory") (attrNames (readDir "${tree}/home")) else [ ];
  files = concatMap filesIn [ "packages" "services" "options" "home" ];

  isFile = m: isPath m || isString m;
  load = file: given:
    let
      found = if isFile given then import given else given;
      module = if isFunction found then found { inherit config lib options pkgs; modulesPath = "${toString ./.}/modules"; } else found;
      value = module.config or (removeAttrs module [ "_file" "disabledModules" "imports" "key" "meta" ]);
    in
    if !isAttrs module then throw "Module `${file}' is a ${typeOf module}, but a module is a set or a function that returns one."
    else if module ? options then throw "Module `${file}' declares options; a practice machine has only those of its catalogue."
    else [ { inherit file value; } ] ++ concatMap (m: load (if isFile m then toString m else file) m) (module.imports or [ ]);
  loadFile = name: load "${tree}/${name}" "${tree}/${name}";
  # home/<user>/ holds plain Home Manager options, which the catalogue does not know: they are merged and searched for
  # conflicts only. A file that spells `home-manager.users.<user>` itself is taken as it is.
  loadHome = user: map (d: if d.value ? home-manager then d else d // { value.home-manager.users.${user} = d.value; }) (concatMap loadFile (filesIn "home/${user}"));

  set = mergeAll options (concatMap loadFile files ++ concatMap loadHome users);
  config = complete [ ] options set;

  plain = v:
    if types.isPackage v then "pkgs.${v.attribute}"
    else if isFunction v then "<function>"
    else if isPath v then toString v
    else if isList v then map plain v
    else if isAttrs v then mapAttrs (_: plain) v
    else v;
  flat = path: nodes: values:
    concatMap
      (n:
        let at = path ++ [ n ]; value = values.${n}; in
        if hasKind "unset" value then [ ]
        else if nodes ? ${n} && nodes.${n}.own == null then flat at nodes.${n}.children value
        else [ { name = lib.showPath at; value = plain value; } ])
      (attrNames values);

  manifest = {
    hostName = set.networking.hostName or hostName;
    packages = lib.unique (map (p: p.attribute or (toString p)) (config.environment.systemPackages or [ ]));
    options = listToAttrs (flat [ ] options set);
    files = lib.genAttrs (files ++ concatMap (user: filesIn "home/${user}") users) (name: hashFile "sha256" "${tree}/${name}");
  };
in
{
  inherit manifest;

  system = derivation {
    name = "nixos-system-${hostName}";
    system = builtins.currentSystem;
    builder = "/bin/sh";
    manifest = toJSON manifest;
    packages = concatStringsSep "\n" manifest.packages;
    switch = readFile ./switch.sh;
    passAsFile = [ "manifest" "packages" "switch" ];
    preferLocalBuild = true;
    allowSubstitutes = false;
    args = [ "-euc" ''
      PATH=/run/current-system/sw/bin:/usr/bin:/bin
      mkdir -p "$out/bin" "$out/sw"
      cp "$manifestPath" "$out/manifest.json"
      cp "$packagesPath" "$out/sw/packages"
      cp "$switchPath" "$out/bin/switch-to-configuration"
      chmod 755 "$out/bin/switch-to-configuration"
    '' ];
  };
}
