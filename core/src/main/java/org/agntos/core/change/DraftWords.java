package org.agntos.core.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.nix.NixRenderer;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.OptionPath;

/// Summary and rollback guidance of a draft, in the words of AgntOS 1.x, which scripts and models know.
final class DraftWords {
    private static final int LONGEST_VALUE = 60;
    private static final int MOST_ITEMS = 6;

    private DraftWords() {}

    static String summary(Draft draft) {
        List<String> parts = new ArrayList<>();
        packages("Install", draft.installPackages()).ifPresent(parts::add);
        packages("Remove", draft.removePackages()).ifPresent(parts::add);
        draft.options().forEach((option, value) -> parts.add(summary(option, value)));
        draft.resetOptions().forEach(option -> parts.add("Reset option: " + option));
        draft.modules().forEach((path, _) -> parts.add("Write module: " + path));
        return listed(parts, "; ");
    }

    private static Optional<String> packages(String verb, List<String> names) {
        return switch (names.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(verb + " package: " + names.getFirst());
            default -> Optional.of(verb + " packages: " + listed(names, ", "));
        };
    }

    private static String listed(List<String> parts, String separator) {
        return parts.size() <= MOST_ITEMS
                ? String.join(separator, parts)
                : String.join(separator, parts.subList(0, MOST_ITEMS)) + separator + "and "
                        + (parts.size() - MOST_ITEMS) + " more";
    }

    private static String summary(String option, NixValue value) {
        String service = service(option);
        if (!service.isEmpty() && value instanceof NixValue.Bool(boolean isOn)) {
            return (isOn ? "Enable service: " : "Disable service: ") + service;
        }
        return "Set option: " + option + " = " + shown(value);
    }

    /// The name in `services.<name>.enable`, else empty.
    private static String service(String option) {
        return OptionPath.parse(option)
                .map(OptionPath::segments)
                .filter(segments -> segments.size() == 3
                        && segments.getFirst().equals("services")
                        && segments.getLast().equals("enable"))
                .map(segments -> segments.get(1))
                .orElse("");
    }

    private static String shown(NixValue value) {
        String text = NixRenderer.render(value).replaceAll("\\s+", " ");
        int end = text.offsetByCodePoints(0, Math.min(LONGEST_VALUE, text.codePointCount(0, text.length())));
        return end == text.length() ? text : text.substring(0, end) + "…";
    }

    static String rollbackGuidance(Draft draft) {
        List<String> parts = new ArrayList<>();
        for (String name : draft.installPackages()) {
            String file = OptionPath.parse(name)
                    .map(path -> ManagedUnit.ofPackage(path).value())
                    .orElse("its file");
            parts.add("To rollback: delete " + file + " or run `agntctl propose remove " + name + "`.");
        }
        for (String name : draft.removePackages()) {
            parts.add("To rollback: run `agntctl propose install " + name + "` to re-create the module.");
        }
        for (Map.Entry<String, NixValue> option : draft.options().entrySet()) {
            parts.add(rollback(option.getKey(), option.getValue()));
        }
        if (!draft.resetOptions().isEmpty() || !draft.modules().isEmpty()) {
            parts.add("To rollback: find the entry with `agntctl audit list` and run `agntctl rollback undo <entry>`.");
        }
        return listed(parts, "\n");
    }

    private static String rollback(String option, NixValue value) {
        String service = service(option);
        if (service.isEmpty() || !(value instanceof NixValue.Bool(boolean isOn))) {
            return "To rollback: run `agntctl propose set " + option + " <original-value>`.";
        }
        return isOn
                ? "To rollback: set `services." + service + ".enable = false`, then run `nixos-rebuild switch`."
                : "To rollback: run `agntctl propose enable " + service + "` to re-create the service module.";
    }
}
