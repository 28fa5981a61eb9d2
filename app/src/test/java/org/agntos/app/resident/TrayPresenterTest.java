package org.agntos.app.resident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.agntos.app.Window;
import org.agntos.app.fakes.FakeAuditLog;
import org.agntos.app.platform.Threads;
import org.agntos.app.platform.tray.Pixmap;
import org.agntos.app.platform.tray.TrayEntry;
import org.agntos.app.platform.tray.TrayView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

/// What the panel is told to show. The toolkit draws the pictures.
@ExtendWith(ApplicationExtension.class)
class TrayPresenterTest {
    private final SimpleIntegerProperty open = new SimpleIntegerProperty();
    private final SimpleBooleanProperty busy = new SimpleBooleanProperty();
    private final SimpleBooleanProperty failed = new SimpleBooleanProperty();
    private final List<String> done = new ArrayList<>();
    private final ActivityViewModel activity = new ActivityViewModel(
            new ActivityViewModel.Sources(open, List.of(busy), failed),
            new FakeAuditLog(),
            () -> false,
            Threads.direct());
    private final TrayPresenter presenter = new TrayPresenter(
            activity,
            SymbolicIcons.of(Map.of("XDG_DATA_DIRS", "/nowhere", "HOME", "/nowhere")),
            new TrayPresenter.Acts(
                    () -> done.add("open"),
                    () -> done.add("new-chat"),
                    () -> done.add("changes"),
                    entry -> done.add("entry " + entry),
                    entry -> done.add("undo " + entry),
                    () -> done.add("settings"),
                    () -> done.add("quit")));

    private TrayView view() {
        return Window.onFx(presenter::view);
    }

    private static List<String> labels(TrayView view) {
        return view.entries().stream()
                .map(entry ->
                        entry instanceof TrayEntry.Act act ? act.label() + (act.isEnabled() ? "" : " (off)") : "-")
                .toList();
    }

    @Test
    void theMenuHasAllThatAPersonWantsWithoutTheWindow() {
        TrayView view = view();
        assertThat(labels(view))
                .startsWith("Open AgntOS", "New chat", "No changes wait (off)", "-")
                .endsWith("-", "Pause key and notices", "Settings", "-", "Quit");
        view.entries().forEach(entry -> {
            if (entry instanceof TrayEntry.Act act && act.checked().isEmpty()) {
                act.run().run();
            }
        });
        assertThat(done).contains("open", "new-chat", "settings", "quit");
        assertThat(view.entries().stream().map(TrayEntry::id)).doesNotHaveDuplicates();
    }

    @Test
    void changesThatWaitAreCounted() {
        open.set(1);
        assertThat(labels(view())).contains("1 change waits");
        open.set(3);
        assertThat(labels(view())).contains("3 changes wait");
        assertThat(view().isUrgent()).isTrue();
        assertThat(view().text()).isEqualTo("3 changes wait for you");
    }

    @Test
    void eachStateHasItsOwnPictureAndWords() {
        TrayView idle = view();
        busy.set(true);
        TrayView working = view();
        failed.set(true);
        TrayView broken = view();

        assertThat(List.of(idle.text(), working.text(), broken.text())).doesNotHaveDuplicates();
        assertThat(idle.overlay()).isEmpty();
        assertThat(working.overlay()).isNotEmpty();
        assertThat(broken.isUrgent()).isTrue();
        assertThat(working.isUrgent()).isFalse();
        Pixmap calm = idle.pictures().getFirst();
        Pixmap busyOne = working.pictures().getFirst();
        assertThat(busyOne.argb).hasSize(calm.argb.length).isNotEqualTo(calm.argb);
    }

    @Test
    void thePictureIsTheMarkOnItsTile() {
        Pixmap picture = view().pictures().getLast();
        int middleLeft = (picture.height / 2 * picture.width + 1) * 4;
        assertThat(picture.argb[middleLeft]).as("alpha of the tile").isEqualTo((byte) 0xFF);
        assertThat(Byte.toUnsignedInt(picture.argb[middleLeft + 3]))
                .as("its blue")
                .isGreaterThan(180);
        assertThat(picture.argb[0]).as("alpha of the rounded corner").isNotEqualTo((byte) 0xFF);
        int white = 0;
        for (int at = 0; at < picture.argb.length; at += 4) {
            white += picture.argb[at + 1] == (byte) 0xFF && picture.argb[at + 2] == (byte) 0xFF ? 1 : 0;
        }
        assertThat(white).as("points of the mark").isGreaterThan(100);
    }

    @Test
    void pauseIsToldAndTakenBack() {
        Window.onFx(() -> {
            activity.paused().set(true);
            return true;
        });
        assertThat(view().text()).isEqualTo("Paused");
        assertThat(view().entries())
                .anyMatch(entry -> entry instanceof TrayEntry.Act act
                        && act.checked().filter(on -> on).isPresent());
    }
}
