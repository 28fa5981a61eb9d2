package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Says what an inspection found.
final class MachineWords {
    private MachineWords() {}

    static String write(JsonNode facts) {
        List<String> lines = new ArrayList<>();
        if (facts.has("machine")) {
            lines.add(facts.path("machine").path("description").asText());
        }
        if (facts.has("hostname")) {
            lines.add("- Hostname: " + facts.path("hostname").asText());
            lines.add("- System: "
                    + (facts.path("os").path("name").asText() + " "
                                    + facts.path("os").path("version").asText())
                            .strip());
            lines.add("- Kernel: " + facts.path("kernel").path("release").asText() + ", "
                    + facts.path("kernel").path("arch").asText());
            lines.add("- Running for "
                    + duration(facts.path("uptime").path("seconds").asLong()));
        }
        addComputer(facts, lines);
        addDeclared(facts, lines);
        return String.join("\n", lines).replaceFirst("^([^-\\n][^\\n]*)\\n-", "$1\n\n-");
    }

    private static void addComputer(JsonNode facts, List<String> lines) {
        JsonNode cpu = facts.path("cpu");
        if (!cpu.isMissingNode()) {
            lines.add("- Processor: " + cpu.path("model").asText() + ", "
                    + cpu.path("cores").asInt() + " cores, "
                    + cpu.path("threads").asInt() + " threads");
        }
        JsonNode memory = facts.path("memory");
        if (!memory.isMissingNode()) {
            lines.add("- Memory: " + bytes(1024 * memory.path("total_kb").asLong()) + ", of which "
                    + bytes(1024 * memory.path("available_kb").asLong()) + " are free");
            lines.add("- Swap: " + bytes(1024 * memory.path("swap_total_kb").asLong()));
        }
        if (facts.has("gpu")) {
            facts.path("gpu")
                    .forEach(card -> lines.add("- Graphics: "
                            + (card.path("vendor").asText() + " "
                                            + card.path("model").asText())
                                    .strip() + ", driver "
                            + card.path("driver").asText()));
            if (facts.path("gpu").isEmpty()) {
                lines.add("- Graphics: no card found");
            }
        }
        facts.path("disks")
                .forEach(disk -> lines.add("- Disk " + disk.path("name").asText() + ": "
                        + bytes(disk.path("size_bytes").asLong())
                        + (disk.path("mount").isNull()
                                ? ""
                                : ", mounted at " + disk.path("mount").asText())));
        facts.path("network")
                .forEach(device -> lines.add("- Network " + device.path("name").asText() + ": "
                        + device.path("state").asText().toLowerCase(Locale.ROOT)
                        + (device.path("ip").isNull()
                                ? ""
                                : ", " + device.path("ip").asText())));
    }

    private static void addDeclared(JsonNode facts, List<String> lines) {
        addNames(facts, "packages", "Packages installed through me", lines);
        addNames(facts, "services", "Services set through me", lines);
        addNames(facts, "options", "Options set through me", lines);
        if (facts.has("generations")) {
            if (facts.path("generations").isEmpty()) {
                lines.add("- There are no generations yet; the first change makes one.");
            }
            facts.path("generations")
                    .forEach(generation -> lines.add("- Generation "
                            + generation.path("generation").asInt()
                            + (generation.path("current").asBoolean() ? " (current)" : "")
                            + ", " + generation.path("date").asText()));
        }
    }

    private static void addNames(JsonNode facts, String field, String title, List<String> lines) {
        if (facts.has(field)) {
            List<String> names = new ArrayList<>();
            facts.path(field).forEach(name -> names.add(name.asText()));
            lines.add("- " + title + ": " + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
    }

    static String bytes(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, value >= 10 || unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }

    private static String duration(long seconds) {
        long days = seconds / 86_400;
        long hours = seconds / 3600 % 24;
        long minutes = seconds / 60 % 60;
        return days > 0
                ? days + " days, " + hours + " hours"
                : hours > 0 ? hours + " hours, " + minutes + " minutes" : minutes + " minutes";
    }
}
