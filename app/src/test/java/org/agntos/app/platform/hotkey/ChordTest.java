package org.agntos.app.platform.hotkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChordTest {
    @ParameterizedTest
    @CsvSource({
        "ctrl + alt+space, Ctrl+Alt+Space",
        "Alt+Ctrl+a, Ctrl+Alt+A",
        "Meta+Shift+F5, Shift+Super+F5",
        "F9, F9",
        "Win+7, Super+7",
    })
    void whatPeopleWriteIsReadAndSaidInOneWay(String written, String said) {
        assertThat(Chord.parse(written).map(Chord::text)).contains(said);
        assertThat(Chord.parse(said)).isEqualTo(Chord.parse(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Shift+a", "Space", "Ctrl+", "Ctrl+Escape", "Hyper+a", "Ctrl+F13", "+", "Ctrl++"})
    void whatCannotBeBoundIsNone(String written) {
        assertThat(Chord.parse(written)).isEmpty();
    }

    @Test
    void eachDesktopHasItsOwnSpelling() {
        Chord chord = new Chord(Set.of(Chord.Modifier.CTRL, Chord.Modifier.SUPER, Chord.Modifier.ALT), "Space");
        assertThat(chord.forPortal()).isEqualTo("CTRL+ALT+LOGO+space");
        assertThat(chord.forI3()).isEqualTo("Ctrl+Mod1+Mod4+space");
        assertThat(chord.forHyprland()).isEqualTo("CTRL ALT SUPER, space");
        assertThat(chord.forGtk("Primary")).isEqualTo("<Primary><Alt><Super>space");
        assertThat(chord.forKde()).isEqualTo("Ctrl+Alt+Meta+Space");
        assertThat(chord.mask()).isEqualTo(4 + 8 + 64);
    }

    @Test
    void signsHaveTheNumbersOfX11() {
        assertThat(Chord.usual().keysym()).isEqualTo(0x20);
        assertThat(new Chord(Set.of(), "F12").keysym()).isEqualTo(0xFFC9);
        assertThat(new Chord(Set.of(Chord.Modifier.ALT), "A").keysym()).isEqualTo('a');
    }
}
