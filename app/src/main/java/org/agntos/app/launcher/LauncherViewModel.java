package org.agntos.app.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.agntos.app.i18n.Messages;
import org.agntos.app.platform.SerialExecutor;
import org.agntos.app.platform.Threads;
import org.agntos.app.shell.Destination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The launcher's line, what was found for it, and what is chosen. On the `ui` thread only; the sources search in the
/// background, one query after the other, and a query that was overtaken by the next key is not asked.
public final class LauncherViewModel {
    private static final Logger LOG = LoggerFactory.getLogger(LauncherViewModel.class);
    private static final int OF_EACH_SOURCE = 12;

    private final List<LauncherSource> sources;
    private final BooleanSupplier isIndexBuilding;
    private final Executor ui;
    private final Executor background;
    private final Executor search;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Found> found = new ReadOnlyObjectWrapper<>(Found.NOTHING);
    private final ReadOnlyIntegerWrapper selected = new ReadOnlyIntegerWrapper();
    private Consumer<LauncherAct> performer = _ -> {};
    private volatile String wanted = "";
    private boolean isEntered;

    /// What is shown below the line.
    ///
    /// @param query what it was found for
    /// @param isIndexBuilding whether more will be found later
    public record Found(String query, List<LauncherItem> items, boolean isIndexBuilding) {
        static final Found NOTHING = new Found("", List.of(), false);

        public Found {
            items = List.copyOf(items);
        }

        /// True if the words themselves are all there is.
        public boolean isNothing() {
            return !query.isEmpty() && items.stream().allMatch(item -> item.kind() == LauncherItem.Kind.ASK);
        }
    }

    /// @param isIndexBuilding whether the index of this machine is being built just now; asked in the background
    public LauncherViewModel(List<LauncherSource> sources, BooleanSupplier isIndexBuilding, Threads threads) {
        this.sources = List.copyOf(sources);
        this.isIndexBuilding = isIndexBuilding;
        this.ui = threads.ui();
        this.background = threads.background();
        this.search = new SerialExecutor(background);
        text.subscribe(this::search);
    }

    /// Who does what was chosen. It closes the launcher, unless words were put into the line.
    public void onPerform(Consumer<LauncherAct> chosen) {
        performer = chosen;
    }

    /// What is typed.
    public StringProperty text() {
        return text;
    }

    public ReadOnlyObjectProperty<Found> found() {
        return found.getReadOnlyProperty();
    }

    /// The line that Enter does, from 0.
    public ReadOnlyIntegerProperty selected() {
        return selected.getReadOnlyProperty();
    }

    /// The launcher opens: what may have changed is read again.
    public void opened() {
        selected.set(0);
        isEntered = false;
        search(text.get());
        // Beside the queries: reading may take its time.
        background.execute(() -> {
            sources.forEach(LauncherViewModel::refresh);
            ui.execute(() -> {
                if (!isEntered) {
                    search(text.get());
                }
            });
        });
    }

    private static void refresh(LauncherSource source) {
        try {
            source.refresh();
        } catch (RuntimeException e) {
            LOG.warn("{} could not be read again; it finds what it knew", source.getClass(), e);
        }
    }

    public void move(int lines) {
        int count = found.get().items().size();
        if (count > 0) {
            selected.set(Math.floorMod(selected.get() + lines, count));
        }
    }

    public void select(int line) {
        if (line >= 0 && line < found.get().items().size()) {
            selected.set(line);
        }
    }

    /// Enter: does what is selected. If it was pressed before the last key's results are there, it waits for them.
    public void enter() {
        Found now = found.get();
        if (!now.query().equals(text.get().strip())) {
            isEntered = true;
        } else if (selected.get() < now.items().size()) {
            perform(now.items().get(selected.get()).act());
        }
    }

    /// Ctrl+Enter: asks the assistant what is written, whatever was found.
    public void ask() {
        String words = text.get().strip();
        if (!words.isEmpty()) {
            perform(ask(words).act());
        }
    }

    /// Tab: writes the selected thing out, so that words can follow; false if there is nothing to write.
    public boolean complete() {
        Found now = found.get();
        if (selected.get() >= now.items().size()) {
            return false;
        }
        String completion = now.items().get(selected.get()).completion();
        if (completion.isEmpty() || completion.equals(text.get())) {
            return false;
        }
        text.set(completion);
        return true;
    }

    private void perform(LauncherAct act) {
        if (act instanceof LauncherAct.Fill(String words)) {
            text.set(words);
        } else {
            performer.accept(act);
        }
    }

    private static LauncherItem ask(String words) {
        return new LauncherItem(
                LauncherItem.Kind.ASK,
                Messages.format("launcher.ask", words),
                Messages.text("launcher.ask.key"),
                "",
                new LauncherAct.Go(new Destination.Ask(words)),
                0);
    }

    private void search(String typed) {
        String query = typed.strip();
        wanted = query;
        isEntered = false;
        search.execute(() -> {
            if (wanted.equals(query)) {
                List<LauncherItem> items = find(query);
                boolean isBuilding = isIndexBuilding.getAsBoolean();
                ui.execute(() -> show(new Found(query, items, isBuilding)));
            }
        });
    }

    private List<LauncherItem> find(String query) {
        List<LauncherItem> all = new ArrayList<>();
        for (LauncherSource source : sources) {
            try {
                all.addAll(source.find(query, OF_EACH_SOURCE));
            } catch (RuntimeException e) {
                LOG.warn("{} failed on a query; the others answer", source.getClass(), e);
            }
        }
        return query.isEmpty() ? all : Ranking.of(query, all, ask(query));
    }

    private void show(Found next) {
        if (!next.query().equals(wanted)) {
            return;
        }
        boolean isSameQuery = next.query().equals(found.get().query());
        found.set(next);
        if (!isSameQuery || selected.get() >= next.items().size()) {
            selected.set(0);
        }
        if (isEntered) {
            isEntered = false;
            enter();
        }
    }
}
