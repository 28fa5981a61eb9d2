package org.agntos.core.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperEvent.Phase;
import org.agntos.helper.protocol.HelperEvent.Unit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lines are those of Nix 2.8, of its sources, and of switch-to-configuration.
class RebuildProgressTest {
    @TempDir
    Path root;

    private RebuildProgress progress;

    @BeforeEach
    void begin() {
        progress = new RebuildProgress(root);
    }

    private List<String> feed(String lines) {
        return lines.lines()
                .map(HelperEvent.Log::new)
                .flatMap(event -> progress.of(event).stream())
                .map(RebuildProgressTest::words)
                .toList();
    }

    private static String words(HelperEvent event) {
        return event instanceof HelperEvent.Progress(Phase _, Unit unit, long done, long total)
                ? unit + " " + done + "/" + total
                : event instanceof HelperEvent.Log(String line) ? line : event.toString();
    }

    @Test
    void buildsAreCounted() {
        List<String> seen = feed("""
                @nix {"action":"start","id":1,"level":6,"text":"querying info about missing paths","type":0}
                @nix {"action":"start","id":10,"level":0,"text":"","type":104}
                @nix {"action":"result","fields":[0,2,0,0],"id":10,"type":105}
                @nix {"action":"result","fields":[0,2,0,0],"id":10,"type":105}
                @nix {"action":"start","fields":["/nix/store/a.drv","",1,1],"id":13,"level":3,"text":"building '/nix/store/a.drv'","type":105}
                @nix {"action":"result","fields":["\\u001b[1mcompiling\\u001b[0m"],"id":13,"type":101}
                @nix {"action":"result","fields":[1,2,0,0],"id":10,"type":105}
                @nix {"action":"result","fields":[2,2,0,0],"id":10,"type":105}
                @nix {"action":"stop","id":10}
                @nix {"action":"result","fields":[3,3,0,0],"id":10,"type":105}
                """);

        assertThat(seen).containsExactly("EVALUATIONS 1/1", "BUILDS 0/2", "BUILDS 1/2", "BUILDS 2/2");
    }

    @Test
    void bytesOfAllDownloadsAreAddedUpInSteps() {
        List<String> seen = feed("""
                @nix {"action":"start","fields":["http://cache/x.narinfo"],"id":3,"level":4,"text":"downloading x","type":101}
                @nix {"action":"result","fields":[388,388,0,0],"id":3,"type":105}
                @nix {"action":"result","fields":[101,0],"id":9,"type":106}
                @nix {"action":"result","fields":[101,1000],"id":9,"type":106}
                @nix {"action":"start","id":1,"level":4,"text":"downloading a","type":101}
                @nix {"action":"start","id":2,"level":4,"text":"downloading b","type":101}
                @nix {"action":"result","fields":[100,600],"id":1,"type":105}
                @nix {"action":"result","fields":[104,600],"id":1,"type":105}
                @nix {"action":"result","fields":[400,400],"id":2,"type":105}
                @nix {"action":"result","fields":[600,600],"id":1,"type":105}
                """);

        assertThat(seen).containsExactly("BYTES 100/1000", "BYTES 500/1000", "BYTES 1000/1000");
    }

    @Test
    void withoutJsonTheWordsAreRead() {
        List<String> seen = feed("""
                these 3 derivations will be built:
                building '/nix/store/a.drv'...
                """);

        assertThat(seen).contains("BUILDS 0/3");
    }

    @Test
    void unitsAreCountedAndThoseOfSessionsAreRemembered() {
        List<String> seen = feed("""
                stopping the following units: display-manager.service, nscd.service
                activating the configuration...
                restarting the following units: user@1000.service
                starting the following units: dbus.service
                reloading the following units: dbus-broker.service
                """);

        assertThat(done("nixos"))
                .containsExactly("This ends sessions, because it restarts display-manager.service, user@1000.service.");
        assertThat(seen).contains("SERVICES 2/2", "SERVICES 3/3", "SERVICES 4/4", "SERVICES 5/5");
    }

    @Test
    void whatIsNoJsonOrStrangeIsALine() {
        List<String> seen = feed("""
                @nix {"action":
                @nix []
                @nix {"action":"result","fields":{},"id":"x","type":[]}
                these 99999999999999999999999999 derivations will be built:
                """);

        assertThat(seen).containsExactly("these 99999999999999999999999999 derivations will be built:");
    }

    private List<String> done(String machine) {
        progress.of(new HelperEvent.Hello("2.0.0", 1, machine));
        return progress
                .of(new HelperEvent.Done(Optional.empty(), false, Optional.of(1), Optional.of(2), List.of(), 7))
                .stream()
                .map(RebuildProgressTest::words)
                .filter(words -> !words.startsWith("Done"))
                .toList();
    }

    @Test
    void newKernelWantsANewStart() throws IOException {
        for (String system : List.of("booted-system", "current-system")) {
            Path folder = Files.createDirectories(root.resolve("run").resolve(system));
            Files.writeString(folder.resolve("kernel"), system);
        }

        assertThat(done("nixos")).singleElement().asString().startsWith("The kernel, its modules");
        assertThat(done("practice")).isEmpty();
    }

    @Test
    void buildingBeginsWithAnEvaluation() {
        HelperEvent begun = new HelperEvent.PhaseStarted(Phase.REBUILD);

        assertThat(progress.of(begun))
                .containsExactly(begun, new HelperEvent.Progress(Phase.REBUILD, Unit.EVALUATIONS, 0, 1));
    }
}
