package org.agntos.app.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.agntos.app.theme.Theme;
import org.agntos.app.theme.ThemeSwitch;
import org.agntos.core.change.FileDiff;
import org.agntos.helper.protocol.TreePath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // the extension calls start() first
class DiffViewTest {
    private static final String LONG = IntStream.range(0, 5_000)
            .mapToObj(i -> "  services.unit" + i + ".enable = true;\n")
            .collect(Collectors.joining());

    private DiffView view;

    @Start
    void start(Stage stage) {
        view = new DiffView();
        Scene scene = new Scene(view, 900, 600);
        new ThemeSwitch(scene).apply(Theme.DARK);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void thousandsOfLinesMakeOnlyVisibleCells(FxRobot robot) {
        show(robot, diff(null, LONG));
        assertThat(view.list().getItems()).hasSize(5_001);
        assertThat(view.list().lookupAll(".diff-cell")).hasSizeBetween(5, 100);
    }

    @Test
    void keysGoFromChangeToChange(FxRobot robot) {
        String changed = LONG.replace("unit100.", "unit100x.").replace("unit4000.", "unit4000x.");
        show(robot, diff(LONG, changed));
        ListView<DiffRow> list = view.list();
        robot.interact(list::requestFocus);
        robot.push(KeyCode.P);
        int first = list.getFocusModel().getFocusedIndex();
        robot.push(KeyCode.N);
        int second = list.getFocusModel().getFocusedIndex();
        assertThat(second).isGreaterThan(first);
        assertThat(list.getItems().get(second))
                .isInstanceOfSatisfying(
                        DiffRow.Line.class,
                        line -> assertThat(line.startsChange()).isTrue());
        robot.push(KeyCode.P);
        assertThat(list.getFocusModel().getFocusedIndex()).isEqualTo(first);
    }

    @Test
    void enterOpensAFoldAndSSwitchesTheLayout(FxRobot robot) {
        show(robot, diff(LONG, LONG.replace("unit100.", "unit100x.")));
        ListView<DiffRow> list = view.list();
        robot.interact(() -> {
            list.requestFocus();
            list.getFocusModel().focus(1);
        });
        robot.push(KeyCode.ENTER);
        assertThat(list.getItems().get(1)).isInstanceOf(DiffRow.Line.class);
        robot.push(KeyCode.S);
        assertThat(view.layoutProperty().get()).isEqualTo(DiffLayout.SIDE_BY_SIDE);
        robot.push(KeyCode.A);
        assertThat(list.getItems()).hasSize(5_001);
    }

    @Test
    void copyPutsAPatchOnTheClipboard(FxRobot robot) {
        show(robot, diff(null, "{ }\n"));
        robot.interact(() -> {
            view.list().requestFocus();
            view.copy();
            assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo("""
                    --- /dev/null
                    +++ b/options/a.nix
                    @@ -0,0 +1,1 @@
                    +{ }
                    """);
        });
    }

    @Test
    void rowsAndListHaveRolesAndWords(FxRobot robot) {
        show(robot, diff("a = 1;\n", "a = 2;\n"));
        assertThat(view.list().getAccessibleRole()).isEqualTo(AccessibleRole.LIST_VIEW);
        assertThat(view.list().getAccessibleText()).isEqualTo("Difference of 1 file: 1 lines added, 1 lines removed");
        List<String> words = view.list().lookupAll(".diff-cell").stream()
                .map(node -> (ListCell<?>) node)
                .filter(cell -> !cell.isEmpty())
                .map(cell -> String.valueOf(cell.getAccessibleText()))
                .toList();
        assertThat(words)
                .contains(
                        "options/a.nix, changed, 1 lines added, 1 removed, open",
                        "Removed line 1: a = 1;",
                        "Added line 1: a = 2;");
    }

    @Test
    void longLinesWrapInsideTheView(FxRobot robot) {
        show(robot, diff(null, "x = \"" + "word ".repeat(190) + "\";\n"));
        assertThat(view.list().lookupAll(".code-flow")).anySatisfy(flow -> {
            assertThat(flow.getLayoutBounds().getWidth()).isLessThan(900);
            assertThat(flow.getLayoutBounds().getHeight()).isGreaterThan(60);
        });
    }

    private void show(FxRobot robot, FileDiff diff) {
        robot.interact(() -> view.show(diff));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static FileDiff diff(@Nullable String before, String after) {
        return new FileDiff(new TreePath("options/a.nix"), before, after);
    }
}
