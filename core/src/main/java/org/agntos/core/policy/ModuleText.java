package org.agntos.core.policy;

import java.util.regex.Pattern;
import org.agntos.core.nix.ModuleText.Definition;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.OptionSettings;

/// Finds assignments in the text of a raw module, also nested ones such as
/// `networking = { firewall.enable = false; };`. It is a net with holes, for what is computed escapes it; the
/// person's review and the helper's own policy stand behind it.
final class ModuleText {
    private static final Pattern FORCED = Pattern.compile("(?:lib\\.)?mkForce\\s+(.*)", Pattern.DOTALL);

    private ModuleText() {}

    static boolean assigns(String module, Pattern path, Pattern value) {
        return OptionSettings.anywhereIn(module).stream()
                .anyMatch(definition ->
                        path.matcher(String.join(".", definition.path().segments()))
                                        .matches()
                                && value.matcher(text(module, definition)).matches());
    }

    private static String text(String module, Definition definition) {
        return definition.value() instanceof NixValue.Text(String text)
                ? text
                : withoutForce(module.substring(definition.valueStart(), definition.valueEnd()));
    }

    private static String withoutForce(String value) {
        var forced = FORCED.matcher(value);
        String inner = forced.matches() ? forced.group(1).strip() : value;
        boolean isQuoted = inner.length() >= 2 && inner.startsWith("\"") && inner.endsWith("\"");
        return isQuoted ? inner.substring(1, inner.length() - 1) : inner;
    }
}
