# What AgntOS manages, as a NixOS module. Keep it beside your configuration and import it once:
#   with channels  imports = [ (import ./agntos.nix /etc/agntos) ];
#   in a flake     modules = [ (import ./agntos.nix inputs.agntos) ];
# Files of home/<user>/ hold Home Manager options and need its NixOS module.
tree:
{ ... }:
let
  isDirectory = path: builtins.pathExists path && builtins.pathExists "${toString path}/.";
  entries = path: if isDirectory path then builtins.readDir path else { };
  modulesIn =
    path:
    map (name: path + "/${name}") (
      builtins.filter (name: builtins.match "[^.].*[.]nix" name != null) (builtins.attrNames (entries path))
    );
  home = tree + "/home";
  users = builtins.filter (name: (entries home).${name} == "directory") (builtins.attrNames (entries home));
  accounts = builtins.listToAttrs (
    map (user: {
      name = user;
      value.imports = modulesIn (home + "/${user}");
    }) users
  );
in
{
  imports = builtins.concatMap (folder: modulesIn (tree + "/${folder}")) [
    "packages"
    "services"
    "options"
    "home"
  ];
}
// (if users == [ ] then { } else { config.home-manager.users = accounts; })
