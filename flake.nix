{
  description = "AgntOS desktop: ask, review, apply, undo";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { nixpkgs, ... }:
    let
      inherit (nixpkgs) lib;

      forEachSystem =
        build:
        lib.genAttrs [
          "x86_64-linux"
          "aarch64-linux"
        ] (system: build nixpkgs.legacyPackages.${system});

      # What JavaFX opens at run time. The X libraries have moved to the top level of nixpkgs.
      windowLibraries = pkgs: [
        pkgs.gtk3
        pkgs.glib
        pkgs.pango
        pkgs.cairo
        pkgs.gdk-pixbuf
        pkgs.freetype
        pkgs.fontconfig
        pkgs.libGL
        (pkgs.libx11 or pkgs.xorg.libX11)
        (pkgs.libxext or pkgs.xorg.libXext)
        (pkgs.libxi or pkgs.xorg.libXi)
        (pkgs.libxrender or pkgs.xorg.libXrender)
        (pkgs.libxtst or pkgs.xorg.libXtst)
        (pkgs.libxxf86vm or pkgs.xorg.libXxf86vm)
      ];
    in
    {
      # `nix develop`, after which ./dev finds all it needs.
      devShells = forEachSystem (pkgs: {
        default = pkgs.mkShell {
          packages = [
            pkgs.jdk25
            pkgs.maven
            pkgs.shellcheck
            pkgs.jq
            (pkgs.xorg-server or pkgs.xorg.xorgserver)
          ];
          JAVA_HOME = pkgs.jdk25.home;
          LD_LIBRARY_PATH = lib.makeLibraryPath (windowLibraries pkgs);
          FONTCONFIG_FILE = pkgs.makeFontsConf { fontDirectories = [ pkgs.dejavu_fonts ]; };
        };
      });

      formatter = forEachSystem (pkgs: pkgs.nixfmt-tree);
    };
}
