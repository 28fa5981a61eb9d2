# The part of nixpkgs' lib that modules use most; the rest of builtins is in it too.
let
  inherit (builtins) attrNames concatMap concatStringsSep elem filter foldl' isAttrs isList listToAttrs map match stringLength substring toJSON;
  order = priority: content: { _type = "order"; inherit priority content; };
  override = priority: content: { _type = "override"; inherit priority content; };
  lib = builtins // rec {
    mkIf = condition: content: { _type = "if"; inherit condition content; };
    mkMerge = contents: { _type = "merge"; inherit contents; };
    mkOverride = override;
    mkForce = override 50;
    mkDefault = override 1000;
    mkOptionDefault = override 1500;
    mkOrder = order;
    mkBefore = order 500;
    mkAfter = order 1500;
    optional = condition: x: if condition then [ x ] else [ ];
    optionals = condition: xs: if condition then xs else [ ];
    optionalAttrs = condition: set: if condition then set else { };
    optionalString = condition: text: if condition then text else "";
    singleton = x: [ x ];
    flatten = x: if isList x then concatMap flatten x else [ x ];
    unique = foldl' (seen: x: if elem x seen then seen else seen ++ [ x ]) [ ];
    range = from: to: if from > to then [ ] else [ from ] ++ range (from + 1) to;
    nameValuePair = name: value: { inherit name value; };
    mapAttrsToList = f: set: map (n: f n set.${n}) (attrNames set);
    mapAttrs' = f: set: listToAttrs (mapAttrsToList f set);
    genAttrs = names: f: listToAttrs (map (n: nameValuePair n (f n)) names);
    filterAttrs = keep: set: genAttrs (filter (n: keep n set.${n}) (attrNames set)) (n: set.${n});
    recursiveUpdate = a: b: a // builtins.mapAttrs (n: v: if isAttrs v && isAttrs (a.${n} or null) then recursiveUpdate a.${n} v else v) b;
    concatStrings = concatStringsSep "";
    concatMapStringsSep = separator: f: xs: concatStringsSep separator (map f xs);
    hasPrefix = prefix: text: substring 0 (stringLength prefix) text == prefix;
    getName = package: package.pname or package;
    getExe = package: "${package}/bin/${getName package}";
    getExe' = package: program: "${package}/bin/${program}";
    showPath = path: concatMapStringsSep "." (n: if match "[a-zA-Z_][a-zA-Z0-9_'-]*|<name>" n == null then toJSON n else n) path;
    attrsets = lib;
    lists = lib;
    modules = lib;
    strings = lib;
  };
in
lib
