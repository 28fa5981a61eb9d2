# Merges definitions by the rules of NixOS: priorities, order, conditions, types, conflicts.
# A node is { own = null or { text = <type>; … }; children = { <segment> = node; }; }, a definition { file; value; }.
{ lib, types }:
let
  inherit (builtins) all concatMap elemAt filter foldl' fromJSON hasAttr head isAttrs isFunction isList isPath isString length map mapAttrs match removeAttrs sort tail toJSON;
  inherit (lib) showPath;
  inherit (types) accepts isPackage;

  isSet = v: isAttrs v && !isPackage v;
  hasKind = kind: v: isAttrs v && v._type or "" == kind;
  unset = { _type = "unset"; };

  show = v:
    if isPackage v then "<derivation ${v.name}>"
    else if isFunction v then "<function>"
    else if isPath v then toString v
    else if isList v then "[ ${lib.concatMapStringsSep "" (x: show x + " ") v}]"
    else if hasKind "merge" v then lib.concatMapStringsSep ", " show v.contents
    else if isAttrs v && v ? _type then show v.content
    else if isAttrs v then "{ ${lib.concatStrings (lib.mapAttrsToList (n: x: "${showPath [ n ]} = ${show x}; ") v)}}"
    else toJSON v;
  withDefinitions = text: defs: throw "${text}${lib.concatStrings (map (d: "\n- In `${d.file}': ${show d.value}") defs)}";

  # Moves mkIf, mkMerge and priorities towards the leaves, so that a condition may depend on `config`.
  push = d:
    let
      v = d.value;
      onEach = wrap: concatMap (x: if isSet x.value then [ (x // { value = mapAttrs (_: wrap) x.value; }) ] else [ x ]) (push (d // { value = v.content; }));
    in
    if hasKind "merge" v then concatMap (value: push (d // { inherit value; })) v.contents
    else if hasKind "if" v then onEach (lib.mkIf v.condition)
    else if hasKind "override" v || hasKind "order" v then onEach (content: v // { inherit content; })
    else [ d ];

  # At a leaf: decides the conditions and notes priority and order.
  discharge = d:
    let v = d.value; content = more: discharge (d // { value = v.content; } // more); in
    if hasKind "merge" v then concatMap (value: discharge (d // { inherit value; })) v.contents
    else if hasKind "if" v then (if v.condition then content { } else [ ])
    else if hasKind "override" v then content { inherit (v) priority; }
    else if hasKind "order" v then content { order = v.priority; }
    else [ ({ priority = 100; order = 1000; } // d) ];
  strongest = defs:
    let best = foldl' (least: d: if d.priority < least then d.priority else least) 9999 defs; in
    map (d: removeAttrs d [ "priority" "order" ]) (sort (a: b: a.order < b.order) (filter (d: d.priority == best) defs));

  childOf = node: n: node.children.${n} or node.children."<name>" or node.children."*" or null;
  # What a set-valued option takes below names that the catalogue does not list.
  freeform = node:
    let element = match ".*attribute set of (.*)" node.own.text; in
    if match ".*submodule.*" node.own.text != null && node.children != { } then null
    else { own.text = if element == null || match ".*submodule.*" node.own.text != null then "anything" else head element; children = { }; };

  mergeNames = path: choose: defs:
    mapAttrs
      (n: _:
        let
          found = choose n;
          own = map (d: d // { value = d.value.${n}; }) (filter (d: hasAttr n d.value) defs);
        in
        if found == null then withDefinitions "The option `${showPath (path ++ [ n ])}' does not exist. Definition values:" own
        else merge (path ++ [ n ]) found own)
      (foldl' (names: d: names // d.value) { } defs);

  mergeGroup = path: node: defs:
    let
      inner = concatMap push defs;
      odd = filter (d: !isSet d.value) inner;
    in
    if odd != [ ] then withDefinitions "A definition for option `${showPath path}' is not of type `attribute set'. Definition values:" odd
    else mergeNames path (childOf node) inner;

  mergeOption = path: node: defs:
    let
      type = node.own.text;
      best = strongest (concatMap discharge defs);
      separator = match "(null or )?strings concatenated with (\".*\").*" type;
      choose = n: let child = childOf node n; in if child != null then child else freeform node;
      combine = some:
        let first = (head some).value; every = test: all (d: test d.value) some; in
        if every isSet then lib.filterAttrs (_: v: !hasKind "unset" v) (mergeNames path choose (concatMap push some))
        else if every isList then concatMap (d: concatMap (value: map (x: x.value) (discharge { inherit (d) file; inherit value; })) d.value) some
        else if separator != null && every isString then lib.concatMapStringsSep (fromJSON (elemAt separator 1)) (d: d.value) some
        else if length some == 1 || every (v: v == first) then first
        else withDefinitions "The option `${showPath path}' has conflicting definition values:" some;
      fits = d: if isSet d.value && node.children != { } then accepts type { } else accepts type (combine [ d ]);
      bad = filter (d: !fits d) best;
    in
    if best == [ ] then unset
    else if bad != [ ] then withDefinitions "A definition for option `${showPath path}' is not of type `${type}'. Definition values:" bad
    else combine best;

  merge = path: node: if node.own == null then mergeGroup path node else mergeOption path node;

  # `config` as modules see it: the merged values, and the empty value of its type for an option that nobody set,
  # because the real defaults are known to nixpkgs alone.
  complete = path: nodes: values:
    mapAttrs
      (n: node:
        let value = values.${n} or unset; at = path ++ [ n ]; in
        if node.own == null && !(node.children ? "<name>") then complete at node.children (if hasKind "unset" value then { } else value)
        else if hasKind "unset" value then emptyOf at node
        else value)
      nodes // removeAttrs values (builtins.attrNames nodes);
  emptyOf = path: node:
    let starts = pattern: node.own != null && match "(${pattern}).*" node.own.text != null; in
    if starts "boolean" then false
    else if starts "null or" then null
    else if starts "list of" then [ ]
    else if starts "strings concatenated" then ""
    else if node.own == null || starts "lazy attribute set|attribute set|submodule" then { }
    else throw "The option `${showPath path}' was accessed but has no value defined. Try setting the option.";
in
{ inherit complete hasKind; mergeAll = tree: merge [ ] { own = null; children = tree; }; }
