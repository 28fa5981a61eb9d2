package org.agntos.core.grounding;

import java.util.List;

/// What else is known of an option.
///
/// @param isReadOnly true if only NixOS itself may set it
/// @param isInternal true if it is not meant for people
/// @param declaredIn the files that declare it, as the options' list names them
/// @param example Nix text of an example, empty if there is none
public record OptionFacts(boolean isReadOnly, boolean isInternal, List<String> declaredIn, String example) {
    static final OptionFacts NONE = new OptionFacts(false, false, List.of(), "");

    public OptionFacts {
        declaredIn = List.copyOf(declaredIn);
    }
}
