package org.agntos.core.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.nix.syntax.NixSyntax;
import org.agntos.core.nix.syntax.SyntaxToken;
import org.agntos.core.nix.syntax.TokenKind;

/// Finds what in a proposed module would look at files or the network when it is checked, long before anyone approves
/// it: a module is a program, and what it reads could be told to the model that wrote it. It looks at words, so a name
/// that is put together is refused as well.
final class ModuleReach {
    private static final Set<String> READING = Set.of(
            "readFile",
            "readDir",
            "readFileType",
            "pathExists",
            "hashFile",
            "findFile",
            "nixPath",
            "filterSource",
            "storePath",
            "toPath",
            "import",
            "scopedImport",
            "importNative",
            "importJSON",
            "importTOML",
            "fileContents",
            "fileset",
            "filesystem",
            "cleanSource",
            "cleanSourceWith",
            "callPackage",
            "callPackages",
            "callPackageWith",
            "getEnv",
            "getFlake",
            "fetchTarball",
            "fetchGit",
            "fetchTree",
            "fetchMercurial",
            "fetchClosure",
            "fetchurl",
            "exec",
            "imports",
            "__readFile",
            "__readDir",
            "__getEnv",
            "__nixPath",
            "__findFile",
            "__fetchurl",
            "__pathExists",
            "__storePath",
            "__hashFile",
            "__filterSource",
            "__path");

    /// Sets of functions: with a computed name any of them can be had.
    private static final Set<String> SETS = Set.of("builtins", "lib", "pkgs");

    private ModuleReach() {}

    /// What a call of `propose` would read, as the end of a sentence; empty if nothing.
    static Optional<String> of(ObjectNode arguments) {
        List<String> texts = new ArrayList<>();
        arguments
                .path("modules")
                .forEach(module -> texts.add(module.path("content").asText()));
        for (JsonNode option : arguments.path("options")) {
            Optional<String> path = collect(option.path("value"), texts);
            if (path.isPresent()) {
                return path;
            }
        }
        return texts.stream().flatMap(text -> in(text).stream()).findFirst();
    }

    /// Gathers Nix expressions out of a value. @return what is wrong at once: a path
    private static Optional<String> collect(JsonNode value, List<String> texts) {
        if (value.path("$path").isTextual()) {
            return Optional.of(
                    "it names the file " + value.path("$path").asText() + " as a path, which would be copied");
        }
        if (value.path("$nix").isTextual()) {
            texts.add(value.path("$nix").asText());
        }
        for (JsonNode inner : value) {
            Optional<String> path = collect(inner, texts);
            if (path.isPresent()) {
                return path;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> in(String text) {
        List<SyntaxToken> tokens = NixSyntax.tokens(text);
        String root = "";
        for (int i = 0; i < tokens.size(); i++) {
            SyntaxToken token = tokens.get(i);
            String word = text.substring(token.start(), token.end());
            boolean isAfterDot = i > 0 && tokens.get(i - 1).kind() == TokenKind.DOT;
            switch (token.kind()) {
                case PATH, SEARCH_PATH, PATH_PART -> {
                    return Optional.of("it names the file " + word + " as a path, which would be copied or read");
                }
                case IDENTIFIER, STRING_TEXT -> {
                    if (READING.contains(word) && !(isAfterDot && root.equals("pkgs") && word.startsWith("fetch"))) {
                        return Optional.of("it uses `" + word + "`, which reads files or the network");
                    }
                    boolean isBare = word.equals("builtins")
                            && (i + 1 >= tokens.size() || tokens.get(i + 1).kind() != TokenKind.DOT);
                    if (isBare) {
                        return Optional.of("it hands on `builtins` as a whole");
                    }
                    root = isAfterDot ? root : word;
                }
                case INTERPOLATION_OPEN, STRING_OPEN -> {
                    if (isAfterDot && SETS.contains(root)) {
                        return Optional.of("it computes a name in `" + root + "`");
                    }
                }
                default -> {}
            }
        }
        return Optional.empty();
    }
}
