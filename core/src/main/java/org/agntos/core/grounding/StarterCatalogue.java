package org.agntos.core.grounding;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.agntos.core.grounding.search.IndexedSearch;

/// The options and packages that people use most, shipped with the program: what a practice machine knows.
///
/// Immutable and safe for all threads. Nothing is read before the first question, and what is needed to find things by
/// spelling is made at the first question of that kind.
public final class StarterCatalogue implements Catalogue {
    private static final int COLUMNS = 5;

    private final Supplier<List<PackageEntry>> packages;
    private final Supplier<List<OptionEntry>> options;
    private final Lazily<PackageIndex> packageIndex;
    private final Lazily<OptionIndex> optionIndex;
    private final Lazily<Search> search;
    private final Lazily<Replacements> replacements = new Lazily<>(() -> new Replacements(
            Replacements.known(),
            name -> name.startsWith("pkgs.")
                    ? packageAt(name.substring(5)).isPresent()
                    : option(name).isPresent()));

    private StarterCatalogue(Supplier<List<PackageEntry>> packages, Supplier<List<OptionEntry>> options) {
        this.packages = packages;
        this.options = options;
        packageIndex = new Lazily<>(() -> new PackageIndex(packages.get()));
        optionIndex = new Lazily<>(() -> new OptionIndex(options.get()));
        search = new Lazily<>(() -> IndexedSearch.over(packages.get(), options.get(), Concepts.load()));
    }

    /// The tables that are part of the program.
    public static StarterCatalogue load() {
        return new StarterCatalogue(
                new Lazily<>(() -> List.copyOf(
                        StarterTable.read("starter/packages.tsv", COLUMNS, StarterCatalogue::packageEntry))),
                new Lazily<>(() ->
                        List.copyOf(StarterTable.read("starter/options.tsv", COLUMNS, StarterCatalogue::optionEntry))));
    }

    /// A catalogue of these alone.
    static StarterCatalogue of(List<PackageEntry> packages, List<OptionEntry> options) {
        List<PackageEntry> allPackages = List.copyOf(packages);
        List<OptionEntry> allOptions = List.copyOf(options);
        return new StarterCatalogue(() -> allPackages, () -> allOptions);
    }

    private static PackageEntry packageEntry(String[] columns) {
        boolean isUnfree = columns[1].equals("unfree");
        return new PackageEntry(columns[0], columns[4], StarterTable.words(columns[3]), columns[2], isUnfree);
    }

    private static OptionEntry optionEntry(String[] columns) {
        return new OptionEntry(columns[0], columns[1], columns[2], columns[4], StarterTable.words(columns[3]));
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
        return options.get();
    }

    @Override
    public List<PackageEntry> packages() {
        return packages.get();
    }

    @Override
    public Optional<Replacement> replacement(String name) {
        return replacements.get().of(name);
    }

    @Override
    public Search search() {
        return search.get();
    }

    @Override
    public String source() {
        return "starter catalogue, " + packages().size() + " packages, "
                + options().size() + " options";
    }
}
