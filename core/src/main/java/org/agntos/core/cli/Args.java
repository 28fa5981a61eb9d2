package org.agntos.core.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// Building and reading the arguments of a command. Programmatic, because reading annotations costs start-up time.
final class Args {
    private Args() {}

    static CommandSpec command(String name, String description) {
        CommandSpec spec = CommandSpec.create().name("agntctl " + name);
        spec.usageMessage().description(description).width(100);
        return spec;
    }

    static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build();
    }

    static OptionSpec text(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build();
    }

    static OptionSpec number(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(Integer.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build();
    }

    static OptionSpec texts(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build();
    }

    static PositionalParamSpec words(String label, String description) {
        return PositionalParamSpec.builder()
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("0..*")
                .index("0..*")
                .paramLabel(label)
                .description(description)
                .build();
    }

    static boolean has(ParseResult arguments, String option) {
        return arguments.matchedOptionValue(option, Boolean.FALSE);
    }

    static String text(ParseResult arguments, String option) {
        return arguments.matchedOptionValue(option, "");
    }

    static int number(ParseResult arguments, String option, int otherwise) {
        Integer value = arguments.matchedOptionValue(option, (Integer) null);
        return value == null ? otherwise : value;
    }

    static List<String> texts(ParseResult arguments, String option) {
        return arguments.matchedOptionValue(option, List.of());
    }

    static List<String> words(ParseResult arguments) {
        return arguments.matchedPositionalValue(0, List.of());
    }

    /// The word at this place, empty if there is none.
    static String word(ParseResult arguments, int index) {
        List<String> words = words(arguments);
        return index < words.size() ? words.get(index) : "";
    }

    static String wordsFrom(ParseResult arguments, int index) {
        List<String> words = words(arguments);
        return index < words.size() ? String.join(" ", words.subList(index, words.size())) : "";
    }
}
