package org.agntos.app.resident;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.agntos.app.i18n.Messages;
import org.agntos.app.platform.tray.TrayEntry;
import org.agntos.app.platform.tray.TrayView;

/// Says what the panel shows, from what the program is doing. JavaFX thread only.
public final class TrayPresenter {
    private static final int LONGEST = 48;

    private static final int OPEN = 1;
    private static final int NEW_CHAT = 2;
    private static final int PENDING = 3;
    private static final int AFTER_PLACES = 4;
    private static final int LAST_CHANGE = 5;
    private static final int UNDO = 6;
    private static final int AFTER_CHANGE = 7;
    private static final int PAUSE = 8;
    private static final int SETTINGS = 9;
    private static final int BEFORE_QUIT = 10;
    private static final int QUIT = 11;

    private final ActivityViewModel activity;
    private final SymbolicIcons icons;
    private final Acts acts;
    private final TrayPictures pictures = new TrayPictures();

    /// What the menu does.
    ///
    /// @param entry shows an entry of the audit log; @param undo the review of undoing it
    public record Acts(
            Runnable open,
            Runnable newChat,
            Runnable changes,
            Consumer<String> entry,
            Consumer<String> undo,
            Runnable settings,
            Runnable quit) {}

    public TrayPresenter(ActivityViewModel activity, SymbolicIcons icons, Acts acts) {
        this.activity = activity;
        this.icons = icons;
        this.acts = acts;
    }

    /// Calls `receiver` with the view after each change of it.
    public void onChange(Consumer<TrayView> receiver) {
        Runnable changed = () -> receiver.accept(view());
        activity.activity().addListener((_, _, _) -> changed.run());
        activity.pending().addListener((_, _, _) -> changed.run());
        activity.lastChange().addListener((_, _, _) -> changed.run());
        activity.paused().addListener((_, _, _) -> changed.run());
    }

    public TrayView view() {
        Activity now = activity.activity().get();
        return new TrayView(
                icons.name(now),
                pictures.icon(now),
                pictures.overlay(now),
                now == Activity.NEEDS_YOU || now == Activity.FAILED,
                Messages.text("app.name"),
                text(now),
                acts.open(),
                entries());
    }

    private String text(Activity now) {
        if (activity.paused().get()) {
            return Messages.text("tray.paused");
        }
        return switch (now) {
            case IDLE ->
                activity.pending().get() > 0
                        ? Messages.format("tray.pending", activity.pending().get())
                        : Messages.text("tray.idle");
            case WORKING -> Messages.text("tray.working");
            case NEEDS_YOU ->
                Messages.format("tray.needs-you", activity.pending().get());
            case FAILED -> Messages.text("tray.failed");
        };
    }

    private List<TrayEntry> entries() {
        List<TrayEntry> all = new ArrayList<>();
        all.add(TrayEntry.Act.of(OPEN, Messages.text("tray.open"), acts.open()));
        all.add(TrayEntry.Act.of(NEW_CHAT, Messages.text("tray.new-chat"), acts.newChat()));
        int pending = activity.pending().get();
        all.add(new TrayEntry.Act(
                PENDING, Messages.format("tray.pending", pending), pending > 0, Optional.empty(), acts.changes()));
        all.add(new TrayEntry.Separator(AFTER_PLACES));
        activity.lastChange().get().ifPresent(last -> {
            all.add(TrayEntry.Act.of(
                    LAST_CHANGE,
                    Messages.format("tray.last", shortened(last.summary())),
                    () -> acts.entry().accept(last.entryId())));
            all.add(TrayEntry.Act.of(
                    UNDO, Messages.text("tray.undo"), () -> acts.undo().accept(last.entryId())));
            all.add(new TrayEntry.Separator(AFTER_CHANGE));
        });
        boolean isPaused = activity.paused().get();
        all.add(new TrayEntry.Act(
                PAUSE,
                Messages.text("tray.pause"),
                true,
                Optional.of(isPaused),
                () -> activity.paused().set(!isPaused)));
        all.add(TrayEntry.Act.of(SETTINGS, Messages.text("tray.settings"), acts.settings()));
        all.add(new TrayEntry.Separator(BEFORE_QUIT));
        all.add(TrayEntry.Act.of(QUIT, Messages.text("tray.quit"), acts.quit()));
        return all;
    }

    private static String shortened(String summary) {
        String line = summary.lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
