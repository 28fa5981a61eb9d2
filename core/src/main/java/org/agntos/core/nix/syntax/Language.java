package org.agntos.core.nix.syntax;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which Nix is spoken: its releases differ in few places.
///
/// @param minor of the release `2.minor`; 8 and later are known
/// @param hasPipes whether `|>` and `<|` are allowed (the experimental feature `pipe-operators`)
public record Language(int minor, boolean hasPipes) {
    /// The newest that is known, 2.34, without experimental features.
    public static final Language NEWEST = new Language(34, false);

    private static final Pattern RELEASE = Pattern.compile("\\b(\\d{1,4})\\.(\\d{1,4})");
    private static final int NESTED_DYNAMIC = 17;
    private static final int INHERIT_ONCE = 21;
    private static final int DEEP_MERGE = 26;

    /// The language of a program that says of itself `nix-instantiate (Nix) 2.8.0`; [#NEWEST] if that says
    /// nothing.
    public static Language ofProgram(String version) {
        Matcher release = RELEASE.matcher(version);
        if (!release.find() || !release.group(1).equals("2")) {
            return NEWEST;
        }
        return new Language(Integer.parseInt(release.group(2)), false);
    }

    public Language withPipes() {
        return new Language(minor, true);
    }

    /// Whether `a = { b = { }; }; a = { b = { }; };` is one set.
    boolean mergesDeeply() {
        return minor >= DEEP_MERGE;
    }

    /// Whether computed names survive when two sets of the same name become one; before they were lost.
    boolean keepsDynamicNames() {
        return minor >= NESTED_DYNAMIC;
    }

    /// Whether the source of `inherit (source);` is looked at although no name follows.
    boolean bindsEmptyInherit() {
        return minor >= INHERIT_ONCE;
    }
}
