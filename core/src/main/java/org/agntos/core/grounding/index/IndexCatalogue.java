package org.agntos.core.grounding.index;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.Concepts;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.InsideOptions;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.Replacement;
import org.agntos.core.grounding.Replacements;
import org.agntos.core.grounding.Search;
import org.agntos.core.grounding.Spelling;
import org.agntos.core.grounding.search.IndexedSearch;
import org.agntos.core.grounding.search.SearchData;
import org.agntos.core.nix.OptionPath;

/// What exists on this machine, from its index. The words people use come from the starter catalogue, as far as the
/// things they stand for exist. Safe for any thread. A database that turns out to be damaged while it is read ends in
/// an [UncheckedIOException] with an [IndexFailed] in it.
final class IndexCatalogue implements Catalogue {
    private static final List<String> PLACEHOLDERS =
            List.of("<name>", "*", "<config-name>", "<path>", "<tmpfiles-type>");
    /// Second names and sets of packages, which nixpkgs has and `nix-env -qa` does not list.
    private static final Pattern UNLISTED = Pattern.compile("python3|nodejs|jdk\\d*|dotnet-sdk_\\d+|linuxPackages\\w*");

    private static final double NEAR_ENOUGH = 5.5;

    private final Catalogue starter;
    private final IndexInfo info;
    private final IndexDatabase database;
    private final SearchData data;
    private final IndexDatabase.Loaded loaded;
    private final IndexedSearch search;
    private final Replacements replacements;
    private final List<OptionEntry> options;
    private final List<PackageEntry> packages;

    IndexCatalogue(Catalogue starter, IndexInfo info, IndexDatabase database) throws IndexFailed {
        this.starter = starter;
        this.info = info;
        this.database = database;
        loaded = database.load();
        data = loaded.data();
        List<Replacement> renames = new ArrayList<>(database.renames());
        renames.addAll(Replacements.known());
        replacements = new Replacements(renames, this::isHere);
        search = new IndexedSearch(data, Concepts.load(), this::hit);
        options = starter.options().stream()
                .filter(option -> data.find(Hit.Kind.OPTION, option.path()).isPresent())
                .toList();
        packages = starter.packages().stream()
                .filter(entry -> data.find(Hit.Kind.PACKAGE, entry.attribute()).isPresent())
                .toList();
    }

    private boolean isHere(String name) {
        return name.startsWith("pkgs.")
                ? data.find(Hit.Kind.PACKAGE, name.substring(5)).isPresent()
                : option(name).isPresent() || data.hasPrefix(Hit.Kind.OPTION, name + ".");
    }

    private Optional<Integer> document(Hit.Kind kind, String name) {
        return data.find(kind, name);
    }

    private Hit hit(int document, double score) {
        Hit.Kind kind = data.kind(document);
        if (kind == Hit.Kind.PACKAGE) {
            PackageEntry entry = packageEntry(document);
            return new Hit(entry.attribute(), kind, "", entry.description(), "", score);
        }
        OptionEntry option = optionEntry(document);
        return new Hit(option.path(), kind, option.type(), option.description(), option.defaultText(), score);
    }

    private OptionEntry optionEntry(int document) {
        try {
            return database.option(loaded.row(document));
        } catch (IndexFailed e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private PackageEntry packageEntry(int document) {
        try {
            return database.packageEntry(loaded.row(document));
        } catch (IndexFailed e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public Optional<OptionEntry> option(String path) {
        return option(Hit.Kind.OPTION, path);
    }

    @Override
    public Optional<OptionEntry> homeOption(String path) {
        return option(Hit.Kind.HOME, path);
    }

    private Optional<OptionEntry> option(Hit.Kind kind, String path) {
        Optional<OptionEntry> exact = document(kind, path).map(this::optionEntry);
        return exact.or(() -> OptionPath.parse(path).flatMap(parsed -> below(kind, "", parsed.segments(), path)))
                .map(entry -> kind == Hit.Kind.OPTION ? withWords(entry) : entry);
    }

    /// As [org.agntos.core.grounding.StarterCatalogue] does it: a segment stands for itself or for a name of one's own.
    private Optional<OptionEntry> below(Hit.Kind kind, String front, List<String> segments, String path) {
        if (segments.isEmpty()) {
            return document(kind, front).map(this::optionEntry);
        }
        List<String> rest = segments.subList(1, segments.size());
        for (String name : alternatives(front, segments.getFirst())) {
            if (document(kind, name).isPresent() || data.hasPrefix(kind, name + ".")) {
                Optional<OptionEntry> found = below(kind, name, rest, path);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return document(kind, front)
                .map(this::optionEntry)
                .flatMap(set -> InsideOptions.entry(set, !data.hasPrefix(kind, front + "."), segments.size(), path));
    }

    private static List<String> alternatives(String front, String segment) {
        String start = front.isEmpty() ? "" : front + ".";
        String rendered = OptionPath.of(segment).render();
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(segment, rendered).distinct(), PLACEHOLDERS.stream())
                .map(name -> start + name)
                .toList();
    }

    private OptionEntry withWords(OptionEntry entry) {
        return starter.option(entry.path())
                .filter(known ->
                        known.path().equals(entry.path()) && !known.keywords().isEmpty())
                .map(known -> new OptionEntry(
                        entry.path(),
                        entry.type(),
                        entry.defaultText(),
                        entry.description(),
                        known.keywords(),
                        entry.facts()))
                .orElse(entry);
    }

    @Override
    public boolean hasOptionsBelow(String path) {
        return data.hasPrefix(Hit.Kind.OPTION, path + ".")
                || OptionPath.parse(path)
                        .map(parsed -> hasBelow("", parsed.segments()))
                        .orElse(false);
    }

    private boolean hasBelow(String front, List<String> segments) {
        if (segments.isEmpty()) {
            return true;
        }
        return alternatives(front, segments.getFirst()).stream()
                .anyMatch(name -> data.hasPrefix(Hit.Kind.OPTION, name + ".")
                        && hasBelow(name, segments.subList(1, segments.size())));
    }

    @Override
    public Optional<Replacement> replacement(String name) {
        return replacements.of(name).filter(found -> !found.isPath() || isHere(found.next()));
    }

    @Override
    public Optional<PackageEntry> packageAt(String attribute) {
        return document(Hit.Kind.PACKAGE, attribute)
                .map(this::packageEntry)
                .map(this::withWords)
                .or(() -> UNLISTED.matcher(attribute).matches() ? starter.packageAt(attribute) : Optional.empty());
    }

    private PackageEntry withWords(PackageEntry entry) {
        Optional<PackageEntry> known = starter.packageAt(entry.attribute());
        String module = known.map(PackageEntry::module)
                .filter(path ->
                        !path.isEmpty() && document(Hit.Kind.OPTION, path).isPresent())
                .orElseGet(() -> module(entry.attribute()));
        return new PackageEntry(
                entry.attribute(),
                entry.description().isEmpty()
                        ? known.map(PackageEntry::description).orElse("")
                        : entry.description(),
                known.map(PackageEntry::keywords).orElse(List.of()),
                module,
                entry.facts());
    }

    /// The switch of the module of the very same name, empty if there is none.
    private String module(String attribute) {
        return List.of("programs." + attribute + ".enable", "services." + attribute + ".enable").stream()
                .filter(path -> document(Hit.Kind.OPTION, path).isPresent())
                .findFirst()
                .orElse("");
    }

    @Override
    public Optional<PackageEntry> packageCalled(String name) {
        String stripped = name.strip();
        return packageAt(stripped)
                .or(() -> starter.packageCalled(stripped).flatMap(known -> packageAt(known.attribute())))
                .or(() -> data.called(Hit.Kind.PACKAGE, Spelling.key(stripped))
                        .boxed()
                        .findFirst()
                        .map(this::packageEntry)
                        .map(this::withWords));
    }

    @Override
    public Optional<OptionEntry> moduleCalled(String name) {
        return starter.moduleCalled(name)
                .flatMap(known -> document(Hit.Kind.OPTION, known.path()).flatMap(_ -> option(known.path())))
                .or(() -> switchCalled(name));
    }

    private Optional<OptionEntry> switchCalled(String name) {
        String path = name.strip();
        return document(Hit.Kind.OPTION, path.endsWith(".enable") ? path : path + ".enable")
                .or(() -> data.called(Hit.Kind.OPTION, Spelling.key(path))
                        .filter(document -> isSwitchOfModule(data.name(document)))
                        .boxed()
                        .findFirst())
                .map(this::optionEntry)
                .map(this::withWords);
    }

    /// `services.nginx.enable` and `virtualisation.docker.enable`, but no switch deep inside a module.
    private static boolean isSwitchOfModule(String path) {
        return path.endsWith(".enable")
                && path.indexOf('<') < 0
                && path.chars().filter(c -> c == '.').count() == 2;
    }

    @Override
    public List<String> nearestPackages(String name, int limit) {
        return data.nearest(Hit.Kind.PACKAGE, Spelling.key(name), limit).stream()
                .map(data::name)
                .toList();
    }

    @Override
    public List<String> nearestOptions(String path, int limit) {
        return search.names(path, Hit.Kind.OPTION, NEAR_ENOUGH, limit);
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
    public boolean isLarge() {
        return true;
    }

    @Override
    public Map<String, String> optionTypes() {
        try {
            return database.optionTypes();
        } catch (IndexFailed e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public Map<String, String> packageDescriptions() {
        try {
            return database.packageDescriptions();
        } catch (IndexFailed e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public Search search() {
        return search;
    }

    @Override
    public String source() {
        return "index of " + info.revision() + ", " + info.packages() + " packages, " + info.options() + " options, "
                + info.homeOptions() + " Home Manager options";
    }
}
