# Tests values against the text by which NixOS words a type, such as "null or list of string".
# Words it does not know accept anything, so nothing right is refused.
{ lib }:
let
  inherit (builtins) all any attrValues elem elemAt filter foldl' fromJSON head isAttrs isBool isFloat isInt isList isPath isString length match replaceStrings split;

  isPackage = v: isAttrs v && v.type or "" == "derivation";

  # "(list of string)" -> "list of string"; "(a) or (b)" stays
  unwrap = text:
    let
      inner = match "[(](.*)[)]" text;
      brackets = filter isList (split "([()])" (head inner));
      depths = foldl' (ds: b: [ (head ds + (if b == [ "(" ] then 1 else -1)) ] ++ ds) [ 0 ] brackets;
    in
    if inner != null && all (d: d >= 0) depths then unwrap (head inner) else text;

  # "null or (list of (a or b))" -> [ "null" "(list of (a or b))" ]
  alternatives = text:
    let
      count = bracket: part: length (filter isList (split "[${bracket}]" part));
      step = { open, done }: piece:
        let whole = open + piece; in
        if count "(" whole > count ")" whole then { open = whole + " or "; inherit done; } else { open = ""; done = done ++ [ whole ]; };
    in
    (foldl' step { open = ""; done = [ ]; } (filter isString (split " or " text))).done;

  accepts = type: v:
    let
      text = unwrap (replaceStrings [ " newlines or colons" " convertible to it" "integer or floating point number" ] [ " newlines" "" "number" ] type);
      is = pattern: match "(${pattern})([ ,;].*)?" text != null;
      rest = pattern: let found = match "(${pattern})(.*)" text; in if found == null then null else elemAt found 1;
      choices = alternatives text;
      bounds = match ".*between (-?[0-9.]+) and (-?[0-9.]+) .*" text;
      within = bounds == null || v >= fromJSON (head bounds) && v <= fromJSON (elemAt bounds 1);
      listOf = t: isList v && all (accepts t) v;
      attrsOf = t: isAttrs v && !isPackage v && all (accepts t) (attrValues v);
      pattern = rest "string matching the pattern ";
      hidesOr = is "(list of |null or )?string matching the pattern";
    in
    if !hidesOr && length choices > 1 then any (t: accepts t v) choices
    else if rest "null or " != null then v == null || accepts (rest "null or ") v
    else if is "null" then v == null
    else if is "list of" then listOf (rest "list of ")
    else if is "non-empty [(]?list of" then v != [ ] && accepts (rest "non-empty ") v
    else if is "(lazy )?attribute set of" then attrsOf (elemAt (match "(lazy )?attribute set of (.*)" text) 1)
    else if is "attribute set|submodule|section of an INI file" then isAttrs v && !isPackage v
    else if is "one of" then elem v (fromJSON "[${rest "one of "}]")
    else if is "value" && is ".* [(]singular enum[)]" then v == fromJSON (head (match "value (.*) [(]singular enum[)]" text))
    else if is "boolean" then isBool v
    else if is "positive integer" then isInt v && v > 0
    else if is "(unsigned|nonnegative) integer" then isInt v && v >= 0
    else if is "(([0-9]+ bit )?(un)?signed )?integer" then isInt v && within
    else if is "floating point number" then isFloat v && within
    else if is "number" then (isFloat v || isInt v) && within
    else if is "package" then isPackage v || isString v && lib.hasPrefix "/nix/store/" v
    else if is "path" then isPath v || isPackage v || isString v && lib.hasPrefix "/" v
    else if is "non-empty string" then isString v && match "[ \t\n]*" v == null
    else if is "single-line string" then isString v && match ".*\n.*" v == null
    else if pattern != null then isString v && match pattern v != null
    else if is "string|strings|[(]optionally newline-terminated[)] single-line string" then isString v
    else true;
in
{ inherit accepts isPackage; }
