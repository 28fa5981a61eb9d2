package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.agntos.core.model.planner.recipe.Wish;

/// What one clause asks for, before its names are looked up.
sealed interface Intent {
    /// @param bare all words of the clause if it had no verb, empty if it had one
    record Install(List<Name> names, List<Token> bare) implements Intent {
        public Install {
            names = List.copyOf(names);
            bare = List.copyOf(bare);
        }

        boolean isImplied() {
            return !bare.isEmpty();
        }
    }

    record Remove(List<Name> names) implements Intent {
        public Remove {
            names = List.copyOf(names);
        }
    }

    record Enable(List<Name> names) implements Intent {
        public Enable {
            names = List.copyOf(names);
        }
    }

    record Disable(List<Name> names) implements Intent {
        public Disable {
            names = List.copyOf(names);
        }
    }

    /// @param option the words or the path that name it; @param value as written, empty if none was given
    /// @param isExplicit true after a verb such as `set`
    record Set(List<Token> option, String value, List<Token> valueTokens, boolean isExplicit) implements Intent {
        public Set {
            option = List.copyOf(option);
            valueTokens = List.copyOf(valueTokens);
        }

        List<Token> tokens() {
            return Stream.concat(option.stream(), valueTokens.stream()).toList();
        }
    }

    /// An option that was found in the index with the value it is to have.
    record Assign(String path, JsonNode value) implements Intent {}

    /// @param isOpen false to close them
    record Ports(boolean isOpen, List<PortRange> tcp, List<PortRange> udp) implements Intent {
        public Ports {
            tcp = List.copyOf(tcp);
            udp = List.copyOf(udp);
        }
    }

    record PortRange(int first, int last) {
        boolean isSingle() {
            return first == last;
        }
    }

    record Why(Name subject) implements Intent {}

    /// @param since where the time asked for begins, and its words
    record Changes(Optional<Since> since, boolean isOnlyFailed) implements Intent {}

    /// Wants to have gone what was installed at some time, which the record must tell first.
    record RemoveRecent(Optional<Since> since) implements Intent {}

    /// Asks which generations there are.
    record Generations() implements Intent {}

    record Since(Instant from, String words) {}

    /// @param about words the change must hold, empty for any; @param count how many, newest first
    record Undo(String about, int count, Optional<Since> since) implements Intent {}

    /// @param number 0 for the one before or if it is not known yet, -2 for two back
    /// @param how `previous`, `last-good`, `date`, or `number`
    record GoBack(int number, String how) implements Intent {}

    record Remember(String text) implements Intent {}

    record Forget(String text) implements Intent {}

    record ShowMemory() implements Intent {}

    /// @param target of the tool; @param fact what exactly is asked, such as `timers`
    record Inspect(String target, String fact) implements Intent {}

    record Search(List<Token> words) implements Intent {
        public Search {
            words = List.copyOf(words);
        }
    }

    record Help() implements Intent {}

    record Greeting(boolean isThanks) implements Intent {}

    /// A yes to something proposed.
    record Confirm() implements Intent {}

    /// Something dangerous. @param reason what it would do; @param offer what to do instead
    record Unsafe(String reason, String offer) implements Intent {}

    record NotUnderstood(List<Token> tokens) implements Intent {
        public NotUnderstood {
            tokens = List.copyOf(tokens);
        }
    }

    /// A recipe that was found in the request.
    record Fulfil(Wish wish) implements Intent {}

    /// The person wavers between things.
    record Choose(List<String> names) implements Intent {
        public Choose {
            names = List.copyOf(names);
        }
    }

    /// Something is wrong. @param topic such as `sound`; @param lines where to look
    record Diagnose(String topic, List<String> lines) implements Intent {
        public Diagnose {
            lines = List.copyOf(lines);
        }
    }

    /// A reason or a remark, which asks for nothing.
    record Aside() implements Intent {}

    /// What the person calls a thing.
    ///
    /// @param words in order, without articles; @param isChoice true after `or`
    /// @param detail what was said about how it should be, such as `with docker compat`, empty if nothing
    record Name(List<Token> words, boolean isChoice, String detail) {
        Name(List<Token> words) {
            this(words, false, "");
        }

        public Name {
            words = List.copyOf(words);
        }

        String spoken() {
            return String.join(" ", words.stream().map(Token::text).toList());
        }

        String key() {
            return String.join(" ", words.stream().map(Token::key).toList());
        }
    }
}
