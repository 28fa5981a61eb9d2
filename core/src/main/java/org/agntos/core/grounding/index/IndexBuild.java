package org.agntos.core.grounding.index;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.Concepts;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.Replacement;
import org.agntos.core.grounding.search.Document;
import org.agntos.core.grounding.search.SearchBuilder;
import org.agntos.core.grounding.search.Usage;

/// Reads the sources of an index once and writes its database. For one thread.
final class IndexBuild {
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int STEP = 5000;

    private final IndexWriter writer;
    private final Catalogue starter;
    private final Usage usage;
    private final IndexProgress progress;
    private final List<Document> documents = new ArrayList<>();
    private final List<Replacement> renames = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /// How much of each kind was written.
    record Counts(int options, int homeOptions, int packages, int renames) {}

    private IndexBuild(IndexWriter writer, Catalogue starter, IndexProgress progress) {
        this.writer = writer;
        this.starter = starter;
        this.usage = new Usage(starter, Concepts.load());
        this.progress = progress;
    }

    /// Writes a whole new database to `file`, which does not exist.
    ///
    /// @throws IndexFailed if a source is no good, IOException if the database cannot be written
    static Counts write(Path file, IndexSources sources, Catalogue starter, IndexProgress progress)
            throws IOException, InterruptedException {
        try (IndexWriter writer = new IndexWriter(file)) {
            return new IndexBuild(writer, starter, progress).run(sources);
        } catch (SQLException e) {
            throw new IndexFailed(
                    "The new index could not be written (" + e.getMessage() + ").",
                    "Check that there is room in " + file.getParent() + ". The index in use was kept.",
                    e);
        }
    }

    private Counts run(IndexSources sources) throws IOException, InterruptedException, SQLException {
        int options = 0;
        for (Path file : sources.options()) {
            options += options(file, Hit.Kind.OPTION);
        }
        int homeOptions = 0;
        for (Path file : sources.homeOptions()) {
            homeOptions += options(file, Hit.Kind.HOME);
        }
        int packages = 0;
        for (Path file : sources.packages()) {
            packages += packages(file);
        }
        if (packages > 0) {
            packages += otherNames();
        }
        for (Path file : sources.renames()) {
            renames.addAll(RenamesReader.read(file));
        }
        progress.at("arranging", documents.size());
        SearchBuilder.Built built = SearchBuilder.build(documents);
        SourceFile.checkInterrupt();
        progress.at("writing", documents.size());
        writer.renames(renames);
        writer.search(built.data().sections(), built.order());
        writer.finish();
        return new Counts(options, homeOptions, packages, renames.size());
    }

    private int options(Path file, Hit.Kind kind) throws IOException, InterruptedException {
        int before = documents.size();
        String what = kind == Hit.Kind.HOME ? "reading Home Manager options" : "reading options";
        OptionsReader.read(file, new OptionsReader.Found() {
            @Override
            public void option(OptionEntry option) throws IOException {
                if (isNew(kind, option.path())) {
                    write(() -> writer.option(documents.size(), option, kind == Hit.Kind.HOME));
                    add(kind, option.path(), "", option.description(), usage.ofOption(option.path()));
                    tell(what, before);
                }
            }

            @Override
            public void alias(Replacement replacement) {
                renames.add(replacement);
            }
        });
        return orFail(documents.size() - before, file, "options");
    }

    private int packages(Path file) throws IOException, InterruptedException {
        int before = documents.size();
        PackagesReader.read(file, (entry, ownName) -> {
            if (isNew(Hit.Kind.PACKAGE, entry.attribute())) {
                write(() -> writer.packageEntry(documents.size(), entry));
                add(
                        Hit.Kind.PACKAGE,
                        entry.attribute(),
                        ownName,
                        entry.description(),
                        usage.ofPackage(entry.attribute()));
                tell("reading packages", before);
            }
        });
        return orFail(documents.size() - before, file, "packages");
    }

    /// Nix lists a package that has several attributes under one of them, so that `python3` and `nodejs` are missing
    /// where `python313` and `nodejs_22` are the same. The well-known ones are added where their kin is listed.
    private int otherNames() throws IOException {
        int before = documents.size();
        OtherNames listed = new OtherNames(documents);
        for (PackageEntry entry : starter.packages()) {
            if (listed.isOther(entry.attribute()) && isNew(Hit.Kind.PACKAGE, entry.attribute())) {
                write(() -> writer.packageEntry(documents.size(), entry));
                add(Hit.Kind.PACKAGE, entry.attribute(), "", entry.description(), usage.ofPackage(entry.attribute()));
            }
        }
        return documents.size() - before;
    }

    /// What several lists hold counts once.
    private boolean isNew(Hit.Kind kind, String name) {
        return seen.add(kind.word() + name);
    }

    private void add(Hit.Kind kind, String name, String alias, String description, double used) {
        String start = description.length() > LONGEST_DESCRIPTION
                ? description.substring(0, LONGEST_DESCRIPTION)
                : description;
        documents.add(new Document(kind, name, alias, start, usage.keywords(kind, name), used));
    }

    private void tell(String what, int before) {
        int count = documents.size() - before;
        if (count % STEP == 0) {
            progress.at(what, count);
        }
    }

    private static int orFail(int count, Path file, String what) throws IndexFailed {
        if (count == 0) {
            throw new IndexFailed(
                    file + " holds no " + what + ".",
                    "Check that it is the file you mean; making it may have failed. The index in use was kept.");
        }
        return count;
    }

    private interface Insert {
        void run() throws SQLException;
    }

    private static void write(Insert insert) throws IOException {
        try {
            insert.run();
        } catch (SQLException e) {
            throw new IndexFailed(
                    "The new index could not be written (" + e.getMessage() + ").",
                    "Check that there is room on the disk. The index in use was kept.",
                    e);
        }
    }
}
