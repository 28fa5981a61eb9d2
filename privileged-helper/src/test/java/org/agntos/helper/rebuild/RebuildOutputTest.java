package org.agntos.helper.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.agntos.helper.protocol.HelperEvent.Unit;
import org.junit.jupiter.api.Test;

/// The lines are those of Nix 2.8, of its sources, and of switch-to-configuration.
class RebuildOutputTest {
    private final List<String> seen = new ArrayList<>();
    private final RebuildOutput output = new RebuildOutput(new Progress() {
        @Override
        public void log(String line) {
            seen.add(line);
        }

        @Override
        public void progress(Unit unit, long done, long total) {
            seen.add(unit + " " + done + "/" + total);
        }
    });

    private void feed(String lines) {
        lines.lines().forEach(output);
    }

    @Test
    void buildsAreCounted() {
        feed("""
                @nix {"action":"start","id":1,"level":6,"text":"querying info about missing paths","type":0}
                @nix {"action":"start","id":10,"level":0,"text":"","type":104}
                @nix {"action":"result","fields":[0,2,0,0],"id":10,"type":105}
                @nix {"action":"result","fields":[0,2,0,0],"id":10,"type":105}
                @nix {"action":"start","fields":["/nix/store/a.drv","",1,1],"id":13,"level":3,"text":"building '/nix/store/a.drv'","type":105}
                @nix {"action":"result","fields":["\\u001b[1mcompiling\\u001b[0m"],"id":13,"type":101}
                @nix {"action":"result","fields":[1,2,0,0],"id":10,"type":105}
                @nix {"action":"stop","id":10}
                @nix {"action":"result","fields":[2,2,0,0],"id":10,"type":105}
                """);

        assertThat(seen)
                .containsExactly(
                        "EVALUATIONS 1/1", "BUILDS 0/2", "building '/nix/store/a.drv'", "compiling", "BUILDS 1/2");
    }

    @Test
    void bytesOfAllDownloadsAreAddedUpInSteps() {
        feed("""
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
    void errorsOfManyLinesAreShownLineByLine() {
        feed("""
                @nix {"action":"msg","level":0,"msg":"\\u001b[31;1merror:\\u001b[0m The option `a' does not exist.\\n- In `x.nix': 1"}
                @nix {"action":"msg","level":5,"msg":"chatter"}
                """);

        assertThat(output.tail()).containsExactly("error: The option `a' does not exist.", "- In `x.nix': 1");
    }

    @Test
    void withoutJsonTheWordsAreRead() {
        feed("""
                these 3 derivations will be built:
                building '/nix/store/a.drv'...
                """);

        assertThat(seen).contains("BUILDS 0/3");
    }

    @Test
    void unitsAreCountedAndThoseOfSessionsAreRemembered() {
        feed("""
                stopping the following units: display-manager.service, nscd.service
                activating the configuration...
                restarting the following units: user@1000.service
                starting the following units: dbus.service
                reloading the following units: dbus-broker.service
                """);

        assertThat(output.sessionUnits()).containsExactly("display-manager.service", "user@1000.service");
        assertThat(seen).contains("SERVICES 2/2", "SERVICES 3/3", "SERVICES 4/4", "SERVICES 5/5");
    }

    @Test
    void whatIsNoJsonOrStrangeIsALine() {
        feed("""
                @nix {"action":
                @nix []
                @nix {"action":"result","fields":{},"id":"x","type":[]}
                these 99999999999999999999999999 derivations will be built:
                """);

        assertThat(output.tail())
                .contains("@nix {\"action\":", "these 99999999999999999999999999 derivations will be built:");
    }

    @Test
    void lostInputIsRememberedHoweverMuchFollows() {
        assertThat(output.isInputLost()).isFalse();
        feed("""
                @nix {"action":"msg","level":1,"msg":"\\u001b[35;1mwarning:\\u001b[0m the flag '--override-input agntos path:/etc/agntos' does not match any input"}
                """);
        IntStream.rangeClosed(1, 500).forEach(i -> output.accept("line " + i));

        assertThat(output.isInputLost()).isTrue();
    }

    @Test
    void onlyTheLastLinesAreKeptAndNoneIsLong() {
        IntStream.rangeClosed(1, 500).forEach(i -> output.accept("line " + i));
        output.accept("x".repeat(9_000));

        assertThat(output.tail()).hasSize(200).contains("line 500").doesNotContain("line 300");
        assertThat(output.tail().getLast()).hasSize(2_000);
    }
}
