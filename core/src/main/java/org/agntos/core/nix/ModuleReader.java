package org.agntos.core.nix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the definitions of a module: `{ … }` or `{ pkgs, … }: { … }` around `path = value;`. For one thread.
final class ModuleReader {
    private static final int MAX_DEPTH = 60;

    private final String source;
    private final List<NixToken> tokens;
    private final boolean hasComments;
    private final List<ModuleText.Definition> found = new ArrayList<>();
    private final LineIndex lines;
    private int at;

    ModuleReader(String source) {
        this.source = source;
        List<NixToken> all = NixLexer.tokens(source);
        this.tokens = all.stream()
                .filter(token -> token.kind() != NixToken.Kind.COMMENT)
                .toList();
        this.hasComments = tokens.size() < all.size();
        this.lines = new LineIndex(source);
    }

    /// Ends the reading of a module that is not plain.
    private static final class NotPlainException extends Exception {
        private final int offset;

        NotPlainException(String reason, int offset) {
            super(reason);
            this.offset = offset;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    ModuleText.Reading read() {
        try {
            for (NixToken token : tokens) {
                if (token.kind() == NixToken.Kind.BAD) {
                    throw new NotPlainException("this is not Nix", token.start());
                }
            }
            skipHeader();
            ModuleText.BlockSpan body = block(null, 0);
            if (at < tokens.size()) {
                throw new NotPlainException("something follows the module's closing brace", offset());
            }
            return new ModuleText.Reading.Module(ModuleText.of(source, found, body, hasComments));
        } catch (NotPlainException e) {
            return new ModuleText.Reading.NotPlain(e.reason(), lines.line(e.offset), lines.column(e.offset));
        }
    }

    private boolean is(int index, String word) {
        return index < tokens.size() && tokens.get(index).is(source, word);
    }

    private int offset() {
        return at < tokens.size() ? tokens.get(at).start() : source.length();
    }

    private NixToken take(String word) throws NotPlainException {
        if (!is(at, word)) {
            throw new NotPlainException("expected '" + word + "'", offset());
        }
        return tokens.get(at++);
    }

    /// `{ pkgs, ... }:`, `args:`, `args@{ … }:` or `{ … }@args:`; nothing for a bare set.
    private void skipHeader() throws NotPlainException {
        int colon = headerColon();
        if (colon >= 0) {
            at = colon + 1;
        }
    }

    private int headerColon() throws NotPlainException {
        int index = 0;
        if (isName(index)) {
            if (is(index + 1, ":")) {
                return index + 1;
            }
            index += is(index + 1, "@") ? 2 : 0;
        }
        if (!is(index, "{")) {
            return -1;
        }
        int close = matching(index);
        int after = close + 1;
        if (is(after, "@") && isName(after + 1)) {
            after += 2;
        }
        return is(after, ":") ? after : -1;
    }

    private boolean isName(int index) {
        return index < tokens.size() && tokens.get(index).kind() == NixToken.Kind.IDENTIFIER;
    }

    /// The index of the bracket that closes the one at `open`.
    private int matching(int open) throws NotPlainException {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            NixToken token = tokens.get(i);
            if (token.kind() == NixToken.Kind.SYMBOL) {
                if (isOpening(token)) {
                    depth++;
                } else if (isClosing(token) && --depth == 0) {
                    return i;
                }
            }
        }
        throw new NotPlainException("a bracket is not closed", tokens.get(open).start());
    }

    private boolean isOpening(NixToken token) {
        return token.is(source, "{") || token.is(source, "[") || token.is(source, "(") || token.is(source, "${");
    }

    private boolean isClosing(NixToken token) {
        return token.is(source, "}") || token.is(source, "]") || token.is(source, ")");
    }

    private ModuleText.BlockSpan block(@Nullable OptionPath prefix, int depth) throws NotPlainException {
        if (depth > MAX_DEPTH) {
            throw new NotPlainException("sets are nested too deeply", offset());
        }
        int open = take("{").start();
        while (!is(at, "}")) {
            if (at >= tokens.size()) {
                throw new NotPlainException("a set is not closed", open);
            }
            definition(prefix, depth);
        }
        return new ModuleText.BlockSpan(open, take("}").start(), depth);
    }

    private void definition(@Nullable OptionPath prefix, int depth) throws NotPlainException {
        int start = offset();
        if (is(at, "inherit")) {
            throw new NotPlainException("it takes over names with 'inherit'", start);
        }
        OptionPath path = path();
        take("=");
        int first = at;
        int end = valueEnd();
        if (first == end) {
            throw new NotPlainException("a value is missing", offset());
        }
        OptionPath full = prefix == null ? withoutConfig(path) : prefix.append(path);
        int valueStart = tokens.get(first).start();
        int valueEnd = tokens.get(end - 1).end();
        int index = found.size();
        ModuleText.BlockSpan nested = null;
        if (isPlainSet(first, end)) {
            nested = block(isConfig(prefix, path) ? null : full, depth + 1);
        }
        NixValue value = NixLiteral.read(source, tokens.subList(first, end));
        at = end;
        int semicolon = take(";").end();
        if (!isConfig(prefix, path) || nested == null) {
            found.add(
                    index,
                    new ModuleText.Definition(
                            full,
                            value,
                            lines.line(start),
                            lines.column(start),
                            lines.line(valueStart),
                            lines.column(valueStart),
                            start,
                            semicolon,
                            valueStart,
                            valueEnd,
                            nested));
        }
    }

    private static boolean isConfig(@Nullable OptionPath prefix, OptionPath path) {
        return prefix == null && path.segments().equals(List.of("config"));
    }

    private static OptionPath withoutConfig(OptionPath path) {
        boolean isPrefixed =
                path.segments().size() > 1 && path.segments().getFirst().equals("config");
        return isPrefixed ? path.from(1) : path;
    }

    private OptionPath path() throws NotPlainException {
        List<String> segments = new ArrayList<>();
        do {
            int offset = offset();
            segments.add(segment().orElseThrow(() -> new NotPlainException("this is not a plain option name", offset)));
        } while (takeDot());
        return new OptionPath(segments);
    }

    private boolean takeDot() {
        boolean isDot = is(at, ".");
        at += isDot ? 1 : 0;
        return isDot;
    }

    private Optional<String> segment() {
        if (at >= tokens.size()) {
            return Optional.empty();
        }
        NixToken token = tokens.get(at++);
        String text = token.text(source);
        return switch (token.kind()) {
            case IDENTIFIER -> Optional.of(text);
            case STRING ->
                text.startsWith("\"")
                        ? NixStrings.unquote(text.substring(1, text.length() - 1))
                                .filter(name -> !name.isEmpty() && name.indexOf('\0') < 0)
                        : Optional.empty();
            case KEYWORD -> text.equals("or") ? Optional.of(text) : Optional.empty();
            case INTEGER, DECIMAL, INDENTED_STRING, PATH, SYMBOL, COMMENT, BAD -> Optional.empty();
        };
    }

    /// The index of the semicolon that ends the value beginning here. `with x;`, `assert x;` and `let … in` have
    /// semicolons of their own.
    private int valueEnd() throws NotPlainException {
        int extra = 0;
        int lets = 0;
        int i = at;
        while (i < tokens.size()) {
            NixToken token = tokens.get(i);
            if (token.kind() == NixToken.Kind.KEYWORD) {
                extra += token.is(source, "with") || token.is(source, "assert") ? 1 : 0;
                lets += token.is(source, "let") ? 1 : token.is(source, "in") ? -1 : 0;
            } else if (token.kind() == NixToken.Kind.SYMBOL) {
                if (isOpening(token)) {
                    i = matching(i);
                } else if (isClosing(token)) {
                    throw new NotPlainException("a semicolon is missing", token.start());
                } else if (token.is(source, ";") && lets == 0) {
                    if (extra == 0) {
                        return i;
                    }
                    extra--;
                }
            }
            i++;
        }
        throw new NotPlainException("a semicolon is missing", source.length());
    }

    /// A set and nothing else, whose content is definitions (so not the header of a function).
    private boolean isPlainSet(int first, int end) throws NotPlainException {
        return is(first, "{") && matching(first) == end - 1 && isDefinitions(first + 1, end - 1);
    }

    private boolean isDefinitions(int first, int end) {
        for (int i = first; i < end; i++) {
            if (is(i, "inherit") || is(i, "${")) {
                return false;
            }
        }
        return true;
    }
}
