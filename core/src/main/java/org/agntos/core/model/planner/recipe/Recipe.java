package org.agntos.core.model.planner.recipe;

import java.util.List;
import java.util.Optional;

/// What it takes to fulfil one kind of wish.
///
/// @param id such as `docker`
/// @param phrases how the wish is said
/// @param weak phrases that mean it only beside a verb or alone
/// @param part what it takes
/// @param off what it takes to take it back; empty if that follows from `part`
/// @param details what may be said beside it
/// @param isFixed true if the phrase itself says whether something is wanted or not
/// @param answer what to say instead of a change
public record Recipe(
        String id,
        List<Phrase> phrases,
        List<Phrase> weak,
        Part part,
        Part off,
        List<Detail> details,
        boolean isFixed,
        Optional<Answer> answer) {
    public Recipe {
        phrases = List.copyOf(phrases);
        weak = List.copyOf(weak);
        details = List.copyOf(details);
    }

    /// @param phrases how the detail is said
    public record Detail(List<Phrase> phrases, Part part) {
        public Detail {
            phrases = List.copyOf(phrases);
        }
    }

    /// Pieces of a change. Texts may hold `$slot`; what holds a slot that was not filled does not apply.
    ///
    /// @param unfree names that Nix asks permission for; @param uses other recipes that belong to it
    public record Part(
            List<Setting> settings,
            List<Item> packages,
            List<String> warnings,
            List<String> notes,
            List<String> unfree,
            List<String> uses) {
        static final Part NOTHING = new Part(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

        public Part {
            settings = List.copyOf(settings);
            packages = List.copyOf(packages);
            warnings = List.copyOf(warnings);
            notes = List.copyOf(notes);
            unfree = List.copyOf(unfree);
            uses = List.copyOf(uses);
        }

        boolean isEmpty() {
            return settings.isEmpty() && packages.isEmpty() && uses.isEmpty();
        }
    }

    /// The first of the alternatives that exists on the machine is taken.
    public record Setting(List<Assignment> alternatives) {
        public Setting {
            alternatives = List.copyOf(alternatives);
        }
    }

    /// @param value JSON, or `pkgs.x`, or a list of those
    /// @param isAddition true to keep what a list holds already; @param isHome true for a Home Manager option
    public record Assignment(String path, String value, boolean isAddition, boolean isHome) {}

    /// @param alternatives attributes, of which the first that exists is taken
    public record Item(List<String> alternatives) {
        public Item {
            alternatives = List.copyOf(alternatives);
        }
    }

    /// What is said instead of a change.
    public sealed interface Answer {
        record Ask(String question, List<Choice> choices) implements Answer {
            public Ask {
                choices = List.copyOf(choices);
            }
        }

        record Refuse(String reason, String offer) implements Answer {}

        /// What is wrong, and where to look.
        record Explain(List<String> lines) implements Answer {
            public Explain {
                lines = List.copyOf(lines);
            }
        }
    }

    /// @param label what the person can say; @param description why one would
    public record Choice(String label, String description) {}
}
