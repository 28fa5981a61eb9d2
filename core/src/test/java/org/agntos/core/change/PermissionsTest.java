package org.agntos.core.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.Test;

class PermissionsTest {
    private static final TreePath UNIT = new TreePath("options/nixpkgs.config.allowUnfreePredicate.nix");

    private static String allow(Map<TreePath, String> texts, String... attributes) {
        return Permissions.allowUnfree(new TreeMap<>(texts), List.of(attributes))
                .orElseThrow()
                .getValue();
    }

    @Test
    void aPermissionNamesItsPackageAndNoOther() {
        String text = allow(Map.of(), "slack");
        assertThat(text).isEqualTo("""
                { lib, ... }:

                {
                  nixpkgs.config.allowUnfreePredicate = pkg: builtins.elem (lib.getName pkg) [ "slack" ];
                }
                """);
        Permissions permissions = Permissions.in(List.of(text));
        assertThat(permissions.allowsUnfree("slack")).isTrue();
        assertThat(permissions.allowsUnfree("spotify")).isFalse();
    }

    @Test
    void aSecondPermissionIsAddedToTheFirst() {
        String both = allow(Map.of(UNIT, allow(Map.of(), "slack")), "spotify");
        assertThat(both).contains("[ \"slack\" \"spotify\" ]");
        assertThat(allow(Map.of(UNIT, both), "jetbrains.clion")).contains("[ \"slack\" \"spotify\" \"clion\" ]");
    }

    @Test
    void aPredicateOfTheirOwnIsKept() {
        String own =
                "{ lib, ... }: {\n  nixpkgs.config.allowUnfreePredicate = p: lib.hasPrefix \"nvidia\" p.name;\n}\n";
        assertThat(allow(Map.of(new TreePath("options/my.nix"), own), "slack"))
                .contains("(p: lib.hasPrefix \"nvidia\" p.name) pkg || builtins.elem (lib.getName pkg) [ \"slack\" ]");
    }

    @Test
    void whatCannotBeAddedToIsLeftAlone() {
        Optional<Map.Entry<TreePath, String>> none = Permissions.allowUnfree(
                Map.of(UNIT, "let a = 1; in { nixpkgs.config.allowUnfreePredicate = _: true; }"), List.of("slack"));
        assertThat(none).isEmpty();
    }

    @Test
    void packagesThatNeedSeveralNamesGetThem() {
        assertThat(allow(Map.of(), "steam")).contains("\"steam\"").contains("\"steam-unwrapped\"");
    }
}
