package org.agntos.core.nix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NixTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true|true",
                " 42 |42",
                "-7|-7",
                "1.5|1.5",
                "null|null",
                "\"a b\"|\"a b\"",
                "/etc/hosts|/etc/hosts",
                "[ 22 80 ]|[ 22 80 ]",
                "[ (-1) [ ] ]|[ (-1) [ ] ]",
                "pkgs.zsh|pkgs.zsh",
                "pkgs.nodePackages.\"@a/b\"|pkgs.nodePackages.\"@a/b\"",
                "with pkgs; [ git ]|[ pkgs.git ]",
                "lib.mkForce true|lib.mkForce true",
                "[ (f x) ]|[ (f x) ]",
                "\"${pkgs.git}/bin\"|\"${pkgs.git}/bin\"",
                "''a''|\"a\"",
                "42 # the answer|42",
            })
    void valuesAndCodeAreRead(String text, String nix) {
        assertThat(NixText.value(text).map(NixRenderer::render)).contains(nix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "bare", "two words", "http://example.org", "de_DE.UTF-8", "a; b", "\"open", "./relative"})
    void everythingElseIsNoValue(String text) {
        assertThat(NixText.value(text)).isEmpty();
    }

    @Test
    void theNumbersAtTheEndsAreKept() {
        assertThat(NixText.value("9223372036854775807")).contains(new NixValue.Int(Long.MAX_VALUE));
        assertThat(NixText.value("9223372036854775808")).isEmpty();
    }
}
