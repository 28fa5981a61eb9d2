package org.agntos.core.policy;

import java.util.List;

/// One thing that a call is about. Each is judged alone, so that what is allowed lends nothing to what stands beside
/// it.
sealed interface Part {
    /// Nothing in it can be named: only rules about the tool speak of it.
    record Whole() implements Part {}

    /// @param value as it would be compared: the text of a string, else Nix or JSON
    record Option(List<String> path, String value) implements Part {}

    record Attribute(String name) implements Part {}

    /// @param path a file of the tree, or an absolute path
    record File(String path) implements Part {}

    /// One program of a command line with its arguments.
    record Program(List<String> words) implements Part {}

    /// A command line that cannot be judged. @param why a clause
    record Obscure(String text, String why) implements Part {}
}
