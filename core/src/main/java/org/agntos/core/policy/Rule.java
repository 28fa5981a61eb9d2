package org.agntos.core.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One rule of a `policy.toml`: it is about a tool, and if it has matchers, about what one of them matches.
///
/// @param tool which tools; empty for every tool
/// @param matchers any of them; none matches everything that the tool does
/// @param next what to do instead, empty if there is nothing to say
/// @param source the rule's matchers as they are written, for people
public record Rule(
        Tier tier,
        Verdict verdict,
        String reason,
        String next,
        Optional<Pattern> tool,
        List<Matcher> matchers,
        String source) {
    public Rule {
        matchers = List.copyOf(matchers);
    }

    boolean matches(String calledTool, Part part) {
        if (tool.isPresent() && !tool.get().matcher(calledTool).matches()) {
            return false;
        }
        return matchers.isEmpty() || matchers.stream().anyMatch(matcher -> matcher.matches(part, verdict));
    }

    /// What a rule looks at.
    sealed interface Matcher {
        /// @param verdict of the rule: one that allows must not be stretched, the others must not be evaded
        boolean matches(Part part, Verdict verdict);
    }

    /// An option and everything below it. A set above it, which may hold it, is met by rules that do not allow.
    ///
    /// @param value which values, as they are compared; empty for any
    record OfOption(List<Pattern> path, Optional<Pattern> value) implements Matcher {
        @Override
        public boolean matches(Part part, Verdict verdict) {
            return part instanceof Part.Option option
                    && (option.path().size() >= path.size() || (verdict != Verdict.ALLOW && value.isEmpty()))
                    && isOnTheWay(option.path())
                    && (value.isEmpty() || value.get().matcher(option.value()).matches());
        }

        private boolean isOnTheWay(List<String> names) {
            for (int i = 0; i < Math.min(names.size(), path.size()); i++) {
                if (!path.get(i).matcher(names.get(i)).matches()) {
                    return false;
                }
            }
            return true;
        }
    }

    record OfPackage(Pattern name) implements Matcher {
        @Override
        public boolean matches(Part part, Verdict verdict) {
            return part instanceof Part.Attribute found
                    && name.matcher(found.name()).matches();
        }
    }

    record OfPath(Pattern path) implements Matcher {
        @Override
        public boolean matches(Part part, Verdict verdict) {
            return part instanceof Part.File file && path.matcher(file.path()).matches();
        }
    }

    /// A program with its arguments, joined by single spaces. A rule that allows means exactly what is written; others
    /// find the program also by the end of its path and behind `env`, `timeout` and the like.
    record OfCommand(Pattern command, String program) implements Matcher {
        @Override
        public boolean matches(Part part, Verdict verdict) {
            return switch (part) {
                case Part.Program(List<String> words) ->
                    command.matcher(String.join(" ", words)).matches()
                            || (verdict != Verdict.ALLOW && isSomewhereIn(words));
                case Part.Obscure(String text, String _) ->
                    verdict != Verdict.ALLOW && !program.isEmpty() && namesProgram(text);
                case Part.Whole _, Part.Option _, Part.Attribute _, Part.File _ -> false;
            };
        }

        private boolean isSomewhereIn(List<String> words) {
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                String name = word.substring(word.lastIndexOf('/') + 1);
                String rest = String.join(" ", words.subList(i + 1, words.size()));
                String line = rest.isEmpty() ? name : name + " " + rest;
                if (command.matcher(line).matches() || command.matcher(word).matches()) {
                    return true;
                }
            }
            return false;
        }

        private boolean namesProgram(String text) {
            return Pattern.compile("(?<![\\w.-])" + Pattern.quote(program) + "(?![\\w.-])")
                    .matcher(text)
                    .find();
        }
    }
}
