package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionType;
import org.agntos.core.model.planner.Intent.PortRange;
import org.agntos.core.model.planner.OptionFinder.Named;
import org.agntos.core.model.planner.Plan.Choice;
import org.agntos.core.model.planner.Plan.Question;

/// Plans options that are set to a value, and ports. For one request and one thread.
final class SettingPlanner {
    private static final String FIREWALL = "networking.firewall.allowed";

    private final Catalogue catalogue;
    private final OptionFinder options;
    private final ValueReader values;
    private final Declared declared;
    private final ChangeSketch change;
    private final Remarks remarks;

    SettingPlanner(Catalogue catalogue, Declared declared, ChangeSketch change, Remarks remarks) {
        this.catalogue = catalogue;
        this.options = new OptionFinder(catalogue);
        this.values = new ValueReader(catalogue);
        this.declared = declared;
        this.change = change;
        this.remarks = remarks;
    }

    Optional<String> optionNamed(List<Token> words) {
        return words.stream()
                .findFirst()
                .flatMap(options::byPath)
                .or(() -> options.byWords(words))
                .map(Named::path);
    }

    void set(Intent.Set set) {
        Optional<Named> byPath = options.byPath(set.option().getFirst());
        Optional<Named> named = byPath.or(() -> options.byWords(set.option()));
        if (named.isEmpty()) {
            noSuchOption(set);
            return;
        }
        String value = set.value();
        if (value.isEmpty()) {
            value = String.join(
                    " ",
                    set.option().stream()
                            .skip(named.get().used())
                            .filter(Token::isName)
                            .map(Token::text)
                            .toList());
        }
        set(named.get(), value);
    }

    private void set(Named named, String value) {
        OptionEntry option = named.option();
        boolean isSwitch = OptionType.parse(option.type()) instanceof OptionType.Bool;
        String text = value.isBlank() && isSwitch ? "true" : value;
        if (text.isBlank()) {
            remarks.questions.add(new Question(
                    "To what should I set " + Phrases.code(named.path()) + "? It takes "
                            + OptionType.parse(option.type()).expected() + ".",
                    List.of()));
            return;
        }
        Optional<JsonNode> read = values.read(option, text);
        if (read.isEmpty()) {
            remarks.questions.add(new Question(
                    Phrases.code(named.path()) + " cannot be " + Phrases.quote(text) + ": it takes "
                            + OptionType.parse(option.type()).expected() + ". What should it be?",
                    List.of()));
            return;
        }
        change.set(named.path(), read.get());
        change.did("Set", named.path() + " to " + shown(read.get()));
    }

    private static String shown(JsonNode value) {
        String text = value.isTextual() ? value.asText() : value.path("$nix").asText(value.toString());
        return text.length() > 40 ? text.substring(0, 39) + "…" : text;
    }

    private void noSuchOption(Intent.Set set) {
        String typed = String.join(
                " ",
                set.option().stream().filter(Token::isName).map(Token::text).toList());
        List<String> near = catalogue.nearestOptions(typed, 4);
        if (near.isEmpty()) {
            remarks.refusals.add("I know no option called " + Phrases.quote(typed) + ". I looked in the "
                    + catalogue.source() + ", and I do not guess options.");
        } else {
            remarks.questions.add(new Question(
                    "There is no option " + Phrases.quote(typed) + " in the " + catalogue.source()
                            + ". Did you mean one of these?",
                    near.stream().map(path -> new Choice(path, describe(path))).toList()));
        }
    }

    private String describe(String path) {
        return catalogue.option(path).map(OptionEntry::description).orElse("");
    }

    void ports(Intent.Ports ports) {
        if (ports.isTcp()) {
            ports(ports, "TCP");
        }
        if (ports.isUdp()) {
            ports(ports, "UDP");
        }
    }

    private void ports(Intent.Ports ports, String protocol) {
        List<PortRange> single =
                ports.ports().stream().filter(PortRange::isSingle).toList();
        List<PortRange> ranges =
                ports.ports().stream().filter(range -> !range.isSingle()).toList();
        if (!single.isEmpty()) {
            singlePorts(single, ports.isOpen(), FIREWALL + protocol + "Ports", protocol);
        }
        if (!ranges.isEmpty()) {
            portRanges(ranges, ports.isOpen(), FIREWALL + protocol + "PortRanges", protocol);
        }
    }

    private void singlePorts(List<PortRange> ports, boolean isOpen, String option, String protocol) {
        JsonNode pending = change.valueOf(option);
        Declared.ListValue present =
                pending instanceof ArrayNode items ? new Declared.ListValue.Items(items) : declared.list(option);
        switch (present) {
            case Declared.ListValue.Unreadable() -> unreadable(option);
            case Declared.ListValue.Items(ArrayNode items) -> {
                List<Integer> numbers = new ArrayList<>();
                items.forEach(item -> numbers.add(item.asInt()));
                List<Integer> wanted = ports.stream().map(PortRange::first).toList();
                List<Integer> missing =
                        wanted.stream().filter(port -> !numbers.contains(port)).toList();
                if (isOpen) {
                    numbers.addAll(missing.stream().distinct().toList());
                } else if (missing.size() == wanted.size()) {
                    remarks.refusals.add(
                            "None of the files I manage opens " + protocol + " port "
                                    + Phrases.list(
                                            wanted.stream().map(String::valueOf).toList())
                                    + ", so there is nothing to close. If it is open, something else opens it: ask “why is …”.");
                    return;
                } else {
                    numbers.removeAll(wanted);
                }
                store(option, numbers, isOpen, wanted, protocol);
            }
        }
    }

    private void store(String option, List<Integer> numbers, boolean isOpen, List<Integer> wanted, String protocol) {
        if (numbers.isEmpty()) {
            change.reset(option);
        } else {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            numbers.stream().sorted().forEach(array::add);
            change.set(option, array);
            if (numbers.size() > wanted.size() && isOpen) {
                remarks.notes.add("Open for " + protocol + " afterwards: "
                        + Phrases.list(
                                numbers.stream().sorted().map(String::valueOf).toList()) + ".");
            }
        }
        wanted.forEach(port -> change.did(isOpen ? "Open port" : "Close port", port + suffix(protocol)));
    }

    private static String suffix(String protocol) {
        return protocol.equals("TCP") ? "" : " (" + protocol + ")";
    }

    private void portRanges(List<PortRange> ranges, boolean isOpen, String option, String protocol) {
        if (!isOpen || declared.hasOption(option)) {
            unreadable(option);
            return;
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (PortRange range : ranges) {
            array.addObject().put("from", range.first()).put("to", range.last());
            change.did("Open ports", range.first() + "–" + range.last() + suffix(protocol));
        }
        change.set(option, array);
    }

    private void unreadable(String option) {
        remarks.refusals.add(Phrases.code(option) + " is set in a file by hand in a way that I cannot add to without "
                + "losing something, so I left it. Edit that file, or set the whole value.");
    }
}
