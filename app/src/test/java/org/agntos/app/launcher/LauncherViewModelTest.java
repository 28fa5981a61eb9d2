package org.agntos.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.agntos.app.fakes.FakeAuditLog;
import org.agntos.app.fakes.FakeConversation;
import org.agntos.app.platform.Threads;
import org.agntos.app.shell.Destination;
import org.agntos.app.shell.Place;
import org.agntos.core.grounding.StarterCatalogue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is found and what Enter does, over the catalogue that comes with the program.
class LauncherViewModelTest {
    private static final StarterCatalogue CATALOGUE = StarterCatalogue.load();

    private final List<LauncherAct> acts = new ArrayList<>();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private boolean isBuilding;
    private boolean isLate;
    private LauncherViewModel model = model(List.of());

    private LauncherViewModel model(List<LauncherSource> more) {
        List<LauncherSource> sources = new ArrayList<>(List.of(
                new CalculatorSource(),
                new CommandSource(() -> List.of(
                        new CommandSource.Command(
                                "Timeline",
                                "history log",
                                true,
                                new LauncherAct.Go(new Destination.Screen(Place.TIMELINE))),
                        new CommandSource.Command(
                                "New chat", "conversation", true, new LauncherAct.Go(new Destination.NewChat())),
                        new CommandSource.Command("Quit AgntOS", "exit", false, new LauncherAct.Run(() -> {})))),
                new CatalogueSource(CATALOGUE::search),
                new ChangeSource(new FakeAuditLog(), Clock.systemUTC()),
                new SessionSource(new FakeConversation().alone(), Clock.systemUTC())));
        sources.addAll(more);
        Threads threads = new Threads(Runnable::run, Runnable::run, task -> {
            if (isLate) {
                background.add(task);
            } else {
                task.run();
            }
        });
        LauncherViewModel made = new LauncherViewModel(sources, () -> isBuilding, threads);
        made.onPerform(acts::add);
        return made;
    }

    @BeforeEach
    void open() {
        model.opened();
    }

    private LauncherItem first() {
        return model.found().get().items().getFirst();
    }

    private void type(String text) {
        model.text().set(text);
    }

    private static LauncherAct ask(String request) {
        return new LauncherAct.Go(new Destination.Ask(request));
    }

    @Test
    void beforeAnythingIsTypedTheUsualCommandsStandThere() {
        assertThat(model.found().get().items().stream().map(LauncherItem::title))
                .containsExactly("Timeline", "New chat");
    }

    @Test
    void enterInstallsThePackageThatIsCalledSo() {
        type("htop");
        assertThat(first().kind()).isEqualTo(LauncherItem.Kind.PACKAGE);
        model.enter();
        assertThat(acts).containsExactly(ask("install htop"));
    }

    @Test
    void enterOnAnOptionThatIsNoSwitchLetsThePersonFinish() {
        type("networking.hostName");
        assertThat(first().kind()).isEqualTo(LauncherItem.Kind.OPTION);
        model.enter();
        assertThat(acts).isEmpty();
        assertThat(model.text().get()).isEqualTo("set networking.hostName to ");
        type(model.text().get() + "\"lab\"");
        model.enter();
        assertThat(acts).containsExactly(ask("set networking.hostName to \"lab\""));
    }

    @Test
    void enterOnASwitchTurnsItOn() {
        type("services.openssh.enable");
        model.enter();
        assertThat(acts).containsExactly(ask("set services.openssh.enable to true"));
    }

    @Test
    void aSentenceIsForTheAssistant() {
        type("install htop and ripgrep");
        assertThat(first().kind()).isEqualTo(LauncherItem.Kind.ASK);
        model.enter();
        assertThat(acts).containsExactly(ask("install htop and ripgrep"));
    }

    @Test
    void aCommandOfTwoWordsIsStillACommand() {
        type("new chat");
        model.enter();
        assertThat(acts).containsExactly(new LauncherAct.Go(new Destination.NewChat()));
    }

    @Test
    void commandsAreFoundByOtherWordsToo() {
        type("history");
        assertThat(first().title()).isEqualTo("Timeline");
    }

    @Test
    void aSumStandsFirstAndIsCopied() {
        type("1200 * 1.19");
        model.enter();
        assertThat(acts).containsExactly(new LauncherAct.Copy("1428"));
    }

    @Test
    void ctrlEnterAsksWhateverWasFound() {
        type("htop");
        model.ask();
        assertThat(acts).containsExactly(ask("htop"));
    }

    @Test
    void tabWritesOut() {
        type("hto");
        assertThat(model.complete()).isTrue();
        assertThat(model.text().get()).isEqualTo("install htop");
    }

    @Test
    void theArrowsGoRound() {
        type("htop");
        int last = model.found().get().items().size() - 1;
        model.move(-1);
        assertThat(model.selected().get()).isEqualTo(last);
        model.enter();
        assertThat(acts).containsExactly(ask("htop"));
        model.move(1);
        assertThat(model.selected().get()).isZero();
    }

    @Test
    void whatNothingIsCalledCanBeAsked() {
        type("qqqqzzzzxx");
        assertThat(model.found().get().isNothing()).isTrue();
        model.enter();
        assertThat(acts).containsExactly(ask("qqqqzzzzxx"));
    }

    @Test
    void thatTheIndexIsBeingBuiltIsSaid() {
        isBuilding = true;
        type("h");
        assertThat(model.found().get().isIndexBuilding()).isTrue();
    }

    @Test
    void enterWaitsForTheResultsOfTheLastKey() {
        isLate = true;
        type("htop");
        model.enter();
        assertThat(acts).isEmpty();
        while (!background.isEmpty()) {
            background.poll().run();
        }
        assertThat(acts).containsExactly(ask("install htop"));
    }

    @Test
    void onlyTheNewestQueryIsShown() {
        isLate = true;
        type("h");
        type("ht");
        type("htop");
        while (!background.isEmpty()) {
            background.poll().run();
        }
        assertThat(model.found().get().query()).isEqualTo("htop");
    }

    @Test
    void aSourceThatFailsTakesNothingFromTheOthers() {
        model = model(List.of((query, limit) -> {
            throw new IllegalStateException("broken");
        }));
        type("htop");
        assertThat(first().title()).isEqualTo("htop");
    }

    @Test
    void thereAreNeverMoreLinesThanRows() {
        for (String query : List.of("a", "e", "services", "python", "font")) {
            type(query);
            assertThat(model.found().get().items()).hasSizeBetween(1, Ranking.MOST);
            assertThat(model.found().get().items()).anyMatch(item -> item.kind() == LauncherItem.Kind.ASK);
        }
    }
}
