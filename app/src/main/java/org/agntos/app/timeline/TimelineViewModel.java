package org.agntos.app.timeline;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.agntos.app.i18n.Messages;
import org.agntos.app.platform.SerialExecutor;
import org.agntos.app.platform.Threads;
import org.agntos.app.shell.Destination;
import org.agntos.app.shell.Navigation;
import org.agntos.core.Subscription;
import org.agntos.core.audit.AuditEntry;
import org.agntos.core.audit.AuditLog;
import org.agntos.core.machine.Generation;

/// The timeline's state. Its methods belong to the UI thread; the record is read in the background, one thing after
/// the other, and each answer is dropped if a later wish has made it old.
public final class TimelineViewModel implements AutoCloseable {
    private final AuditLog log;
    private final Supplier<List<Generation>> generationSource;
    private final Threads threads;
    private final Clock clock;
    private final Navigation navigation;
    private final RowReader reader;
    private final SerialExecutor reading;
    private final SerialExecutor looking;
    private final Subscription subscription;

    private final List<TimelineRow> all = new ArrayList<>();
    private final ObservableList<TimelineRow> rows = FXCollections.observableArrayList();
    private final ObservableList<GenerationRow> generations = FXCollections.observableArrayList();
    private final ObservableList<String> people = FXCollections.observableArrayList();
    private final ObservableList<String> files = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<ListState> state = new ReadOnlyObjectWrapper<>(ListState.LOADING);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<TimelineFilter> filter = new ReadOnlyObjectWrapper<>(TimelineFilter.ALL);
    private final ReadOnlyObjectWrapper<Opened> opened = new ReadOnlyObjectWrapper<>(new Opened.Nothing());
    private final ReadOnlyObjectWrapper<ChainState> chain = new ReadOnlyObjectWrapper<>(new ChainState.Unknown());
    private boolean isLoaded;
    private boolean isOutdated;
    private int openWish;

    /// @param generationSource reads the machine's generations; may block
    public TimelineViewModel(
            AuditLog log,
            Supplier<List<Generation>> generationSource,
            Threads threads,
            Clock clock,
            Navigation navigation) {
        this.log = log;
        this.generationSource = generationSource;
        this.threads = threads;
        this.clock = clock;
        this.navigation = navigation;
        this.reader = new RowReader(log);
        this.reading = new SerialExecutor(threads.background());
        this.looking = new SerialExecutor(threads.background());
        this.subscription = log.onChange(() -> threads.ui().execute(this::logChanged));
    }

    /// The rows the filter lets through, newest first.
    public ObservableList<TimelineRow> rows() {
        return rows;
    }

    /// Newest first.
    public ObservableList<GenerationRow> generations() {
        return generations;
    }

    /// Who acted, in alphabetical order.
    public ObservableList<String> people() {
        return people;
    }

    /// Files that were touched, in alphabetical order.
    public ObservableList<String> files() {
        return files;
    }

    public ReadOnlyObjectProperty<ListState> state() {
        return state.getReadOnlyProperty();
    }

    /// Whether more rows are on their way.
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// Why the record could not be read; empty unless the state is [ListState#FAILED].
    public ReadOnlyStringProperty failure() {
        return failure.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<TimelineFilter> filter() {
        return filter.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Opened> opened() {
        return opened.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<ChainState> chain() {
        return chain.getReadOnlyProperty();
    }

    public Clock clock() {
        return clock;
    }

    public int total() {
        return all.size();
    }

    /// A record that nobody has looked at yet is not read.
    private void logChanged() {
        if (busy.get()) {
            isOutdated = true;
        } else if (isLoaded) {
            refresh();
        }
    }

    /// Reads the record: wholly at first and after a failure, then only what is new.
    public void refresh() {
        if (busy.get() && !isLoaded) {
            return;
        }
        if (isLoaded && !all.isEmpty()) {
            TimelineRow newest = all.getFirst();
            reading.execute(() -> readSafely(() -> readNewer(newest)));
        } else {
            reload();
        }
    }

    private void reload() {
        isLoaded = false;
        busy.set(true);
        if (all.isEmpty()) {
            state.set(ListState.LOADING);
        }
        reading.execute(() -> readSafely(this::readAll));
    }

    private void readAll() {
        boolean[] isFirst = {true};
        reader.readAll(batch -> {
            boolean replaces = isFirst[0];
            isFirst[0] = false;
            threads.ui().execute(() -> {
                if (replaces) {
                    all.clear();
                }
                all.addAll(batch);
                publish();
            });
        });
        List<Generation> known = generationSource.get();
        threads.ui().execute(() -> {
            isLoaded = true;
            busy.set(false);
            publish();
            showGenerations(known);
            if (isOutdated) {
                isOutdated = false;
                refresh();
            }
        });
    }

    private void readNewer(TimelineRow newest) {
        RowReader.Newer newer = reader.readNewer(newest);
        List<Generation> known = generationSource.get();
        threads.ui().execute(() -> {
            boolean isCurrent = !all.isEmpty() && all.getFirst().equals(newest);
            if (isCurrent && newer.isComplete()) {
                if (!newer.rows().isEmpty()) {
                    all.addAll(0, newer.rows());
                    publish();
                    chain.set(new ChainState.Unknown());
                }
                showGenerations(known);
            } else if (isCurrent) {
                all.clear();
                reload();
            }
        });
    }

    private void readSafely(Runnable read) {
        try {
            read.run();
        } catch (UncheckedIOException e) {
            threads.ui().execute(() -> {
                isLoaded = false;
                busy.set(false);
                failure.set(String.valueOf(e.getMessage()));
                state.set(ListState.FAILED);
            });
        }
    }

    /// The rows are others than before.
    private void publish() {
        failure.set("");
        show(filter.get().select(all));
        if (isLoaded) {
            Set<String> names = new HashSet<>();
            Set<String> touched = new HashSet<>();
            for (TimelineRow row : all) {
                names.add(row.who());
                touched.addAll(row.files());
            }
            setIfChanged(people, names);
            setIfChanged(files, touched);
        }
    }

    private void show(List<TimelineRow> wanted) {
        rows.setAll(wanted);
        if (!rows.isEmpty()) {
            state.set(ListState.READY);
        } else if (!isLoaded) {
            state.set(ListState.LOADING);
        } else {
            state.set(all.isEmpty() ? ListState.EMPTY : ListState.NO_MATCH);
        }
    }

    private static void setIfChanged(ObservableList<String> list, Set<String> wanted) {
        List<String> sorted = List.copyOf(new TreeSet<>(wanted));
        if (!list.equals(sorted)) {
            list.setAll(sorted);
        }
    }

    private void showGenerations(List<Generation> known) {
        List<GenerationRow> fresh = known.stream()
                .map(generation -> new GenerationRow(generation, maker(generation.number())))
                .toList();
        if (!generations.equals(fresh)) {
            generations.setAll(fresh);
        }
    }

    private Optional<TimelineRow> maker(int generation) {
        return all.stream().filter(row -> row.madeGeneration() == generation).findFirst();
    }

    /// Narrows or widens what is shown.
    public void filterBy(UnaryOperator<TimelineFilter> change) {
        TimelineFilter before = filter.get();
        TimelineFilter wanted = change.apply(before);
        if (!wanted.equals(before)) {
            filter.set(wanted);
            if (state.get() != ListState.FAILED) {
                boolean isNarrower = wanted.narrows(before) && !before.isAll();
                show(wanted.select(isNarrower ? List.copyOf(rows) : all));
            }
        }
    }

    /// Opens an entry beside the list.
    public void open(String entryId) {
        look(
                entryId,
                () -> log.find(entryId)
                        .<Opened>map(entry -> new Opened.Entry(new EntryDetails(entry, log.diff(entry))))
                        .orElseGet(() -> new Opened.Failed(Messages.format("timeline.gone", entryId))));
    }

    public void open(GenerationRow generation) {
        openWish++;
        opened.set(new Opened.OneGeneration(generation));
    }

    /// Asks why something is here: a package, an option, a file.
    public void why(String thing) {
        String subject = thing.strip();
        if (!subject.isEmpty()) {
            look(subject, () -> {
                AuditLog.Why why = log.why(subject);
                return new Opened.Answer(
                        why, why.because().stream().map(TimelineRow::of).toList());
            });
        }
    }

    public void closeOpened() {
        openWish++;
        opened.set(new Opened.Nothing());
    }

    private void look(String title, Supplier<Opened> read) {
        int wish = ++openWish;
        opened.set(new Opened.Loading(title));
        looking.execute(() -> {
            Opened found = readOpened(read);
            threads.ui().execute(() -> {
                if (wish == openWish) {
                    opened.set(found);
                }
            });
        });
    }

    private static Opened readOpened(Supplier<Opened> read) {
        try {
            return read.get();
        } catch (UncheckedIOException e) {
            return new Opened.Failed(String.valueOf(e.getMessage()));
        }
    }

    /// Checks every line of the record against its chain.
    public void verify() {
        if (chain.get() instanceof ChainState.Checking) {
            return;
        }
        chain.set(new ChainState.Checking());
        threads.background().execute(() -> {
            ChainState found = check();
            threads.ui().execute(() -> chain.set(found));
        });
    }

    private ChainState check() {
        try {
            AuditLog.ChainReport report = log.verify();
            AuditLog.BadLine bad = report.firstBad();
            return bad == null
                    ? new ChainState.Intact(report.entries())
                    : new ChainState.Broken(bad.line(), bad.reason());
        } catch (UncheckedIOException e) {
            return new ChainState.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /// Leads to the review of undoing the opened entry, where the difference is seen and approved.
    public void reviewUndo(AuditEntry entry) {
        navigation.go(new Destination.ReviewUndo(entry.id()));
    }

    /// Leads to the review of going back to a generation.
    public void reviewRollback(int generation) {
        navigation.go(new Destination.ReviewRollback(generation));
    }

    @Override
    public void close() {
        subscription.close();
    }
}
