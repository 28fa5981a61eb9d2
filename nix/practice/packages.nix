# pkgs from packages.json: stand-ins with the names and nesting of nixpkgs. An unknown one is Nix's own error.
{ lib, table }:
let
  package = attribute:
    let
      self = {
        type = "derivation";
        name = attribute;
        pname = attribute;
        inherit attribute;
        outPath = "/run/current-system/sw/${attribute}";
        override = _: self;
        overrideAttrs = _: self;
        withPackages = choose: builtins.deepSeq (map (p: p.name) (choose pkgs.${attribute + "Packages"})) self;
      };
    in
    self;
  set = builtins.mapAttrs (_: node: set node.children // (if node.own == null then { } else package node.own.name));
  writers = lib.genAttrs [ "writeScript" "writeScriptBin" "writeShellScript" "writeShellScriptBin" "writeText" ]
    (_: name: text: builtins.seq (builtins.stringLength text) (package name));
  pkgs = { inherit lib; system = builtins.currentSystem; } // writers // set table;
in
pkgs
