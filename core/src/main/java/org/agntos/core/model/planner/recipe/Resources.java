package org.agntos.core.model.planner.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The planner's own files, which are part of the program.
public final class Resources {
    private Resources() {}

    /// The lines of a file that are neither blank nor begin with `#`.
    public static List<String> lines(String name) {
        return text(name)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static String text(String name) {
        try (InputStream stream = Resources.class.getResourceAsStream("/org/agntos/core/model/planner/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("missing from the program: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
