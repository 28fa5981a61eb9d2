package org.agntos.core.grounding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The options and packages that people use most, shipped with the program: what a practice machine knows.
///
/// Immutable and safe for all threads. Loading reads two small tables; what is needed to find things by spelling is
/// made at the first question of that kind.
public final class StarterCatalogue implements Catalogue {
    private static final String PACKAGES = "starter/packages.tsv";
    private static final String OPTIONS = "starter/options.tsv";

    private final List<PackageEntry> packages;
    private final List<OptionEntry> options;
    private final Lazily<PackageIndex> packageIndex;
    private final Lazily<OptionIndex> optionIndex;

    StarterCatalogue(List<PackageEntry> packages, List<OptionEntry> options) {
        this.packages = List.copyOf(packages);
        this.options = List.copyOf(options);
        packageIndex = new Lazily<>(() -> new PackageIndex(this.packages));
        optionIndex = new Lazily<>(() -> new OptionIndex(this.options));
    }

    /// Reads the tables that are part of the program.
    public static StarterCatalogue load() {
        return new StarterCatalogue(
                read(PACKAGES, StarterCatalogue::packageEntry), read(OPTIONS, StarterCatalogue::optionEntry));
    }

    private static PackageEntry packageEntry(List<String> columns) {
        return new PackageEntry(
                columns.get(0),
                columns.get(4),
                words(columns.get(3)),
                columns.get(2),
                columns.get(1).equals("unfree"));
    }

    private static OptionEntry optionEntry(List<String> columns) {
        return new OptionEntry(columns.get(0), columns.get(1), columns.get(2), columns.get(4), words(columns.get(3)));
    }

    private static List<String> words(String column) {
        return column.isEmpty() ? List.of() : split(column, ',');
    }

    private static <T> List<T> read(String resource, Function<List<String>, T> entry) {
        List<T> entries = new ArrayList<>(1100);
        for (String line : split(text(resource), '\n')) {
            if (!line.isEmpty() && line.charAt(0) != '#') {
                entries.add(entry.apply(split(line, '\t')));
            }
        }
        return entries;
    }

    private static String text(String resource) {
        try (InputStream stream = StarterCatalogue.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("missing from the program: " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }

    @Override
    public Optional<OptionEntry> option(String path) {
        return optionIndex.get().option(path);
    }

    @Override
    public Optional<PackageEntry> packageAt(String attribute) {
        return packageIndex.get().at(attribute);
    }

    @Override
    public Optional<PackageEntry> packageCalled(String name) {
        return packageIndex.get().called(name);
    }

    @Override
    public Optional<OptionEntry> moduleCalled(String name) {
        return optionIndex
                .get()
                .moduleCalled(name)
                .or(() -> packageCalled(name)
                        .filter(entry -> !entry.module().isEmpty())
                        .flatMap(entry -> option(entry.module())));
    }

    @Override
    public List<String> nearestPackages(String name, int limit) {
        return packageIndex.get().nearest(name, limit);
    }

    @Override
    public List<String> nearestOptions(String path, int limit) {
        return optionIndex.get().nearest(path, limit);
    }

    @Override
    public List<OptionEntry> options() {
        return options;
    }

    @Override
    public List<PackageEntry> packages() {
        return packages;
    }

    @Override
    public String source() {
        return "starter catalogue, " + packages.size() + " packages, " + options.size() + " options";
    }
}
