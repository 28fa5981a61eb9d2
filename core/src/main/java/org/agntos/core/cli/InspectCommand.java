package org.agntos.core.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.machine.Inspection;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl inspect`: facts of this machine.
final class InspectCommand implements Command {
    private static final int GIBI = 1024 * 1024;

    @Override
    public CommandSpec spec() {
        return Args.command("inspect", "Shows facts of this machine.")
                .addPositional(Args.words("[TARGET]", String.join(", ", Inspection.TARGETS) + ", log UNIT"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) throws InterruptedException {
        String target = Args.word(arguments, 0);
        if (target.equals("log")) {
            return log(Args.word(arguments, 1), context);
        }
        Optional<ObjectNode> facts = context.core().inspection().read(target.isEmpty() ? "system" : target);
        if (facts.isEmpty()) {
            return context.output()
                    .fail(
                            ExitStatus.USAGE,
                            "usage",
                            "There is nothing called '" + target + "' to inspect.",
                            "The targets are: " + String.join(", ", Inspection.TARGETS) + ".");
        }
        if (context.output().isJson()) {
            context.output().json(facts.get());
            return ExitStatus.OK;
        }
        context.output().line("Inspecting the " + context.machineWord());
        show(facts.get(), context.output());
        return ExitStatus.OK;
    }

    private static ExitStatus log(String unit, Context context) throws InterruptedException {
        Output out = context.output();
        if (unit.isEmpty()) {
            return out.fail(
                    ExitStatus.USAGE, "usage", "Whose log? The unit is missing.", "Such as: agntctl inspect log sshd");
        }
        ObjectNode log = context.core().inspection().log(unit);
        if (out.isJson()) {
            out.json(log);
        }
        String text = log.path("log").asText();
        out.line(text.isEmpty() ? "There is no log of " + unit + " here." : text.stripTrailing());
        return ExitStatus.OK;
    }

    private static void show(ObjectNode facts, Output out) {
        for (Map.Entry<String, JsonNode> field : facts.properties()) {
            switch (field.getKey()) {
                case "hostname" -> out.line("Hostname: " + field.getValue().asText());
                case "memory" -> memory(field.getValue(), out);
                default -> show(title(field.getKey()), field.getValue(), out);
            }
        }
    }

    private static void memory(JsonNode memory, Output out) {
        out.line("Memory:");
        out.line("  Total: " + gibibytes(memory.path("total_kb").asLong()));
        out.line("  Available: " + gibibytes(memory.path("available_kb").asLong()));
        out.line("  Swap: " + gibibytes(memory.path("swap_total_kb").asLong()));
    }

    private static String gibibytes(long kilobytes) {
        return String.format(Locale.ROOT, "%.1f GiB", (double) kilobytes / GIBI);
    }

    private static String title(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static void show(String title, JsonNode value, Output out) {
        if (value.isArray()) {
            out.line(title + ":" + (value.isEmpty() ? " none" : ""));
            value.forEach(item -> out.line("  " + inline(item)));
        } else if (value.isObject()) {
            out.line(title + ": " + inline(value));
        } else {
            out.line(title + ": " + value.asText());
        }
    }

    private static String inline(JsonNode value) {
        if (!value.isObject()) {
            return value.asText();
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            if (!field.getValue().isNull() && !field.getValue().asText().isEmpty()) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(field.getKey())
                        .append(' ')
                        .append(field.getValue().asText());
            }
        }
        return text.toString();
    }
}
