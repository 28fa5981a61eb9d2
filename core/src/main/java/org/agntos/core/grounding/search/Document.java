package org.agntos.core.grounding.search;

import java.util.List;
import org.agntos.core.grounding.Hit;

/// What the search knows of one option or package.
///
/// @param alias another name of the thing itself, such as a package's own name; may be empty
/// @param keywords other words people use for it
/// @param usage how much it is used: 0 for what nobody has heard of, 1 for what nearly everybody has
public record Document(
        Hit.Kind kind, String name, String alias, String description, List<String> keywords, double usage) {}
