package org.agntos.core.grounding;

import java.util.List;

/// One option.
///
/// @param path with `<name>` or `*` where a name of one's own belongs, such as `users.users.<name>.shell`
/// @param type as NixOS words it, such as `boolean` or `null or list of string`
/// @param defaultText Nix text of the default, empty if there is none
/// @param keywords other words people use for it
/// @param facts what else is known of it
public record OptionEntry(
        String path, String type, String defaultText, String description, List<String> keywords, OptionFacts facts) {
    public OptionEntry {
        keywords = List.copyOf(keywords);
    }

    /// An option of which nothing else is known.
    public OptionEntry(String path, String type, String defaultText, String description, List<String> keywords) {
        this(path, type, defaultText, description, keywords, OptionFacts.NONE);
    }
}
