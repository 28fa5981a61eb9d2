package org.agntos.core.nix.syntax;

import java.util.Map;

/// The variables that every Nix file has, as `nix-instantiate` of the release knows them.
final class Globals {
    private static final String ALWAYS = """
            abort baseNameOf builtins derivation derivationStrict dirOf false fetchGit fetchMercurial fetchTarball
            fetchTree fromTOML import isNull map null placeholder removeAttrs scopedImport throw toString true
            __add __addErrorContext __all __any __appendContext __attrNames __attrValues __bitAnd __bitOr __bitXor
            __catAttrs __ceil __compareVersions __concatLists __concatMap __concatStringsSep __currentSystem
            __currentTime __deepSeq __div __elem __elemAt __fetchurl __filter __filterSource __findFile __floor
            __foldl' __fromJSON __functionArgs __genList __genericClosure __getAttr __getContext __getEnv __getFlake
            __groupBy __hasAttr __hasContext __hashFile __hashString __head __intersectAttrs __isAttrs __isBool
            __isFloat __isFunction __isInt __isList __isPath __isString __langVersion __length __lessThan
            __listToAttrs __mapAttrs __match __mul __nixPath __nixVersion __parseDrvName __partition __path
            __pathExists __readDir __readFile __replaceStrings __seq __sort __split __splitVersion __storeDir
            __storePath __stringLength __sub __substring __tail __toFile __toJSON __toPath __toXML __trace __tryEval
            __typeOf __unsafeDiscardOutputDependency __unsafeDiscardStringContext __unsafeGetAttrPos __zipAttrsWith
            """;
    private static final Map<String, Integer> SINCE = Map.ofEntries(
            Map.entry("break", 9),
            Map.entry("__traceVerbose", 10),
            Map.entry("__readFileType", 14),
            Map.entry("__convertHash", 19),
            Map.entry("__flakeRefToString", 19),
            Map.entry("__parseFlakeRef", 19),
            Map.entry("__addDrvOutputDependencies", 20),
            Map.entry("__unsafeDiscardReferences", 20),
            Map.entry("__warn", 23));
    private static final String[] NAMES = ALWAYS.strip().split("\\s+");

    private Globals() {}

    static void define(Symbols symbols, Scope scope, Language language) {
        for (String name : NAMES) {
            scope.enter(symbols.of(name));
        }
        SINCE.forEach((name, release) -> {
            if (language.minor() >= release) {
                scope.enter(symbols.of(name));
            }
        });
    }
}
