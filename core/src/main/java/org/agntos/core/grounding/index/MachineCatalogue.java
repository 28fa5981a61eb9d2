package org.agntos.core.grounding.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.Replacement;
import org.agntos.core.grounding.Search;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What exists on this machine, by whatever is best there: its index, else the starter catalogue. Notices when a new
/// index took the place of the old one, also when another program built it. Safe for any thread.
public final class MachineCatalogue implements Catalogue {
    private static final Logger LOG = LoggerFactory.getLogger(MachineCatalogue.class);
    private static final long LOOK_NANOS = 500_000_000;

    private final IndexFolder folder;
    private final MachineSources sources;
    private final Catalogue starter;
    private volatile @Nullable Serving serving;
    private volatile boolean isBuilding;

    /// @param lookedAt when it was last seen that this is still the index in use
    private record Serving(Catalogue catalogue, FileTime version, String trouble, long lookedAt) {}

    public MachineCatalogue(IndexFolder folder, MachineSources sources, Catalogue starter) {
        this.folder = folder;
        this.sources = sources;
        this.starter = starter;
    }

    private Serving serving() {
        Serving now = serving;
        return now != null && System.nanoTime() - now.lookedAt() < LOOK_NANOS ? now : look();
    }

    private synchronized Serving look() {
        FileTime version = version();
        Serving now = serving;
        if (now == null || !now.version().equals(version)) {
            now = open(version);
        } else {
            now = new Serving(now.catalogue(), version, now.trouble(), System.nanoTime());
        }
        serving = now;
        return now;
    }

    /// Looks at once whether another index took over, instead of now and then.
    public void lookAnew() {
        look();
    }

    private FileTime version() {
        Path file = folder.currentFile();
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private Serving open(FileTime version) {
        try {
            return new Serving(folder.open(starter).orElse(starter), version, "", System.nanoTime());
        } catch (IndexFailed e) {
            LOG.warn("The starter catalogue serves instead of the index", e);
            return new Serving(starter, version, e.getMessage() + " " + e.next(), System.nanoTime());
        }
    }

    /// Why the index of this machine does not serve although there is one; empty if all is well.
    public String trouble() {
        return serving().trouble();
    }

    /// The lists the index ought to be made from anew, where they lie ready and the index in use is of another
    /// revision, or damaged.
    public Optional<MachineSources.Found> stale() {
        return sources.ready().filter(found -> !found.revision().equals(revision()));
    }

    private String revision() {
        try {
            return trouble().isEmpty()
                    ? folder.current().map(IndexInfo::revision).orElse("")
                    : "";
        } catch (IndexFailed e) {
            return "";
        }
    }

    /// Starts to build a new index on a thread of its own where the one in use is [#stale]; else does nothing. For a
    /// program that stays: what is killed meanwhile has to be built again.
    public void refreshInBackground() {
        Thread.ofPlatform().daemon().name("index-refresh").start(() -> {
            try {
                Optional<MachineSources.Found> stale = stale();
                if (stale.isPresent()) {
                    build(stale.get(), IndexProgress.SILENT);
                }
            } catch (IOException e) {
                LOG.warn("The index of this machine could not be built anew; the old one serves", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// As [MachineSources#find] does.
    public MachineSources.Found find(IndexProgress progress) throws IOException, InterruptedException {
        return sources.find(progress);
    }

    /// Builds a new index, which serves from then on. The old one serves while it is being built.
    ///
    /// @throws IndexFailed as [IndexFolder#build] does
    public IndexInfo build(MachineSources.Found found, IndexProgress progress)
            throws IOException, InterruptedException {
        isBuilding = true;
        try {
            IndexInfo info = folder.build(found.sources(), found.revision(), starter, progress);
            serving = null;
            return info;
        } finally {
            isBuilding = false;
        }
    }

    /// True while this program builds a new index.
    public boolean isBuilding() {
        return isBuilding;
    }

    @Override
    public Optional<OptionEntry> option(String path) {
        return serving().catalogue().option(path);
    }

    @Override
    public Optional<OptionEntry> homeOption(String path) {
        return serving().catalogue().homeOption(path);
    }

    @Override
    public boolean hasOptionsBelow(String path) {
        return serving().catalogue().hasOptionsBelow(path);
    }

    @Override
    public Optional<Replacement> replacement(String name) {
        return serving().catalogue().replacement(name);
    }

    @Override
    public Optional<PackageEntry> packageAt(String attribute) {
        return serving().catalogue().packageAt(attribute);
    }

    @Override
    public Optional<PackageEntry> packageCalled(String name) {
        return serving().catalogue().packageCalled(name);
    }

    @Override
    public Optional<OptionEntry> moduleCalled(String name) {
        return serving().catalogue().moduleCalled(name);
    }

    @Override
    public List<String> nearestPackages(String name, int limit) {
        return serving().catalogue().nearestPackages(name, limit);
    }

    @Override
    public List<String> nearestOptions(String path, int limit) {
        return serving().catalogue().nearestOptions(path, limit);
    }

    @Override
    public List<OptionEntry> options() {
        return serving().catalogue().options();
    }

    @Override
    public List<PackageEntry> packages() {
        return serving().catalogue().packages();
    }

    @Override
    public boolean isLarge() {
        return serving().catalogue().isLarge();
    }

    @Override
    public Map<String, String> optionTypes() {
        return serving().catalogue().optionTypes();
    }

    @Override
    public Map<String, String> packageDescriptions() {
        return serving().catalogue().packageDescriptions();
    }

    @Override
    public Search search() {
        return (query, kinds, limit) -> serving().catalogue().search().find(query, kinds, limit);
    }

    @Override
    public String source() {
        return serving().catalogue().source();
    }
}
