package org.agntos.core.grounding;

/// What became of a name that is no longer there, or soon will not be.
///
/// @param name the option path or, beginning with `pkgs.`, the package that was asked for
/// @param next what to use instead, in words or as a path; empty if nothing takes its place
/// @param isPath true if `next` is one path or attribute that can be put in the place of `name`
/// @param since the release that changed it, such as `25.11`; may say more, such as `26.05 (removed)`
public record Replacement(String name, String next, boolean isPath, String since) {}
