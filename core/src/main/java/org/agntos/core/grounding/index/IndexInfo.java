package org.agntos.core.grounding.index;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// What the file `current.json` says about the index in use.
///
/// @param file the database, a name in the same folder
/// @param revision what it was built from: nixpkgs's revision, or a digest of the files
/// @param bytes how long the database is
/// @param builtAt when, as an ISO instant
/// @param sources the files it was read from
public record IndexInfo(
        int format,
        String file,
        String revision,
        long bytes,
        @JsonProperty("built_at") String builtAt,
        int options,
        @JsonProperty("home_options") int homeOptions,
        int packages,
        int renames,
        List<String> sources) {
    /// The form of database this program reads. One that another version built is built anew.
    static final int FORMAT = 2;

    public IndexInfo {
        sources = sources == null ? List.of() : List.copyOf(sources);
    }
}
