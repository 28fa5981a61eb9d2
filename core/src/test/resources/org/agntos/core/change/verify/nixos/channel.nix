# What stands for <nixpkgs/nixos>: reads the tree as the module of AgntOS does where there is no flake.
{ }:
let
  system = import ./system.nix { tree = if given == "" then <agntos> else /. + given; own = <nixos-config>; };
  given = builtins.getEnv "AGNTOS_TREE";
in
system // { system = system.config.system.build.toplevel; }
