package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionType;
import org.agntos.core.model.planner.Intent.PortRange;
import org.agntos.core.model.planner.OptionFinder.Named;
import org.agntos.core.model.planner.Plan.Choice;
import org.agntos.core.model.planner.Plan.Question;

/// Plans options that are set to a value, and ports. For one request and one thread.
final class SettingPlanner {
    private static final Set<String> LITTLE = Set.of(
            "the",
            "my",
            "a",
            "an",
            "this",
            "to",
            "is",
            "be",
            "as",
            "please",
            "pls",
            "of",
            "for",
            "on",
            "it",
            "in",
            "computer",
            "machine",
            "box",
            "laptop",
            "default",
            "now");
    private static final String FIREWALL = "networking.firewall.allowed";

    private final Knowledge knowledge;
    private final Catalogue catalogue;
    private final OptionFinder options;
    private final ValueReader values;
    private final Declared declared;
    private final ChangeSketch change;
    private final Remarks remarks;

    SettingPlanner(Knowledge knowledge, OptionFinder options, ChangeSketch change, Remarks remarks) {
        this.knowledge = knowledge;
        this.catalogue = knowledge.catalogue();
        this.options = options;
        this.values = new ValueReader(catalogue);
        this.declared = knowledge.declared();
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

    /// False if the words name no option, so that they must mean something else.
    boolean set(Intent.Set set) {
        Optional<Named> byPath = options.byPath(set.option().getFirst());
        Optional<Named> named = byPath.or(() -> options.byWords(set.option()));
        boolean isNamed =
                named.isPresent() && (byPath.isPresent() || set.isExplicit() || isWhole(named.get(), set.option()));
        if (!isNamed) {
            return set.option().getFirst().text().contains(".") && offerNearOptions(set);
        }
        String value = set.value().isEmpty() ? around(named.get(), set.option()) : set.value();
        set(named.get(), value);
        return true;
    }

    private static boolean isWhole(Named named, List<Token> words) {
        return around(named, words).isBlank();
    }

    /// The words beside those that name the option.
    private static String around(Named named, List<Token> words) {
        return String.join(
                " ",
                words.stream()
                        .filter(Token::isName)
                        .filter(token -> !named.used().contains(token))
                        .filter(token -> !LITTLE.contains(token.key()))
                        .map(Token::text)
                        .toList());
    }

    /// `timezone Berlin`: an option and a value that fits it, with nothing else said.
    boolean setBare(List<Token> words) {
        Optional<Named> named = options.byWords(words);
        if (named.isEmpty()) {
            return false;
        }
        String value = around(named.get(), words);
        boolean isSwitch = OptionType.parse(named.get().option().type()) instanceof OptionType.Bool;
        boolean isOneWord = !value.isBlank() && value.indexOf(' ') < 0;
        Optional<JsonNode> read = isOneWord || named.get().option().path().equals("time.timeZone")
                ? values.read(named.get().option(), value)
                : isSwitch && value.isBlank() ? values.read(named.get().option(), "true") : Optional.empty();
        read.ifPresent(json -> change(named.get(), json));
        return read.isPresent();
    }

    /// `ipv6`, `natural scrolling`: an option that is on or off, by its other names.
    boolean switchTo(Intent.Name name, boolean isOn) {
        Optional<Named> named = options.byWords(name.words())
                .filter(found -> around(found, name.words()).isBlank())
                .filter(found -> OptionType.parse(found.option().type()) instanceof OptionType.Bool);
        named.ifPresent(found -> change(found, JsonNodeFactory.instance.booleanNode(isOn)));
        return named.isPresent();
    }

    private void set(Named named, String value) {
        OptionEntry option = named.option();
        OptionType type = OptionType.parse(option.type());
        String text = value.isBlank() && type instanceof OptionType.Bool ? "true" : value;
        if (text.isBlank()) {
            remarks.questions.add(new Question(
                    "To what should I set " + Phrases.code(named.path()) + "? It takes " + type.expected() + ".",
                    List.of()));
            return;
        }
        Optional<JsonNode> read = values.read(option, text);
        if (read.isEmpty()) {
            remarks.questions.add(new Question(
                    Phrases.code(named.path()) + " cannot be " + Phrases.quote(text) + ": it takes "
                            + expected(option, type) + ". What should it be?",
                    List.of()));
            return;
        }
        change(named, read.get());
    }

    private static String expected(OptionEntry option, OptionType type) {
        return option.path().equals("time.timeZone") ? "a time zone such as Europe/Berlin" : type.expected();
    }

    /// Sets an option that was found by the words of its path; says which, since nobody named it.
    void assign(String path, JsonNode value) {
        change.set(path, value);
        change.did("Set", path + " to " + shown(value));
        remarks.note("I read this as the option " + Phrases.code(path) + ".");
    }

    private void change(Named named, JsonNode value) {
        change.set(named.path(), value);
        change.did("Set", named.path() + " to " + shown(value));
    }

    private static String shown(JsonNode value) {
        String text = value.isTextual() ? value.asText() : value.path("$nix").asText(value.toString());
        return text.length() > 40 ? text.substring(0, 39) + "…" : text;
    }

    private boolean offerNearOptions(Intent.Set set) {
        String typed = set.option().getFirst().text();
        Optional<OptionEntry> ofHome = catalogue.homeOption(typed);
        if (ofHome.isPresent()) {
            setAtHome(ofHome.get(), typed, set.value());
            return true;
        }
        List<String> near = catalogue.nearestOptions(typed, 4);
        if (near.isEmpty()) {
            remarks.unable("I know no option called " + Phrases.quote(typed) + ". I looked in the " + catalogue.source()
                    + ", and I do not guess options.");
        } else {
            remarks.questions.add(new Question(
                    "There is no option " + Phrases.quote(typed) + " in the " + catalogue.source()
                            + ". Did you mean one of these?",
                    near.stream().map(path -> new Choice(path, describe(path))).toList()));
        }
        return true;
    }

    /// An option that only Home Manager has: set for who asks, where Home Manager is part of the machine.
    private void setAtHome(OptionEntry option, String path, String value) {
        if (!knowledge.grounding().hasHomeManager()) {
            remarks.unable(Phrases.code(path) + " is an option of Home Manager, which is no module of this machine's "
                    + "NixOS, so a change made here cannot set it. Set it in your own Home Manager configuration, or "
                    + "ask for what it does and I look for a way through the system.");
            return;
        }
        String whole = "home-manager.users." + knowledge.user() + "." + path;
        OptionEntry entry =
                new OptionEntry(whole, option.type(), option.defaultText(), option.description(), List.of());
        remarks.note(
                "This is an option of Home Manager, so it is set for " + Phrases.code(knowledge.user()) + " alone.");
        set(new Named(entry, whole, List.of()), value);
    }

    private String describe(String path) {
        return catalogue.option(path).map(OptionEntry::description).orElse("");
    }

    void ports(Intent.Ports ports) {
        ports(ports, ports.tcp(), "TCP");
        ports(ports, ports.udp(), "UDP");
    }

    private void ports(Intent.Ports ports, List<PortRange> wanted, String protocol) {
        List<PortRange> single = wanted.stream().filter(PortRange::isSingle).toList();
        List<PortRange> ranges =
                wanted.stream().filter(range -> !range.isSingle()).toList();
        if (!single.isEmpty()) {
            singlePorts(single, ports.isOpen(), FIREWALL + protocol + "Ports", protocol);
        }
        if (!ranges.isEmpty()) {
            portRanges(ranges, ports.isOpen(), FIREWALL + protocol + "PortRanges", protocol);
        }
    }

    private void singlePorts(List<PortRange> ports, boolean isOpen, String option, String protocol) {
        JsonNode pending = change.valueOf(option);
        Declared.Present present =
                pending instanceof ArrayNode ? new Declared.Present.Value(pending) : declared.value(option);
        switch (present) {
            case Declared.Present.Code() -> unreadable(option);
            case Declared.Present.Nothing() ->
                singlePorts(ports, isOpen, option, protocol, JsonNodeFactory.instance.arrayNode());
            case Declared.Present.Value(JsonNode items) -> singlePorts(ports, isOpen, option, protocol, items);
        }
    }

    private void singlePorts(List<PortRange> ports, boolean isOpen, String option, String protocol, JsonNode items) {
        List<Integer> numbers = new ArrayList<>();
        items.forEach(item -> numbers.add(item.asInt()));
        List<Integer> wanted = ports.stream().map(PortRange::first).toList();
        List<Integer> missing =
                wanted.stream().filter(port -> !numbers.contains(port)).toList();
        if (isOpen) {
            numbers.addAll(missing.stream().distinct().toList());
        } else if (missing.size() == wanted.size()) {
            remarks.unable("None of the files I manage opens " + protocol + " port "
                    + Phrases.list(wanted.stream().map(String::valueOf).toList())
                    + ", so there is nothing to close. If it is open, something else opens it: ask “why is …”.");
            return;
        } else {
            numbers.removeAll(wanted);
        }
        store(option, numbers, isOpen, wanted, protocol);
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
        remarks.unable(Phrases.code(option) + " is set in a file by hand in a way that I cannot add to without "
                + "losing something, so I left it. Edit that file, or set the whole value.");
    }
}
