package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.nix.ModuleText;
import org.agntos.core.nix.NixValue;
import org.agntos.core.nix.OptionPath;

/// What the managed files declare now.
final class Declared {
    private final ManagedFiles files;

    Declared(ManagedFiles files) {
        this.files = files;
    }

    boolean hasPackage(String attribute) {
        return files.text("packages/" + attribute + ".nix").isPresent();
    }

    boolean hasOption(String path) {
        return !(value(path) instanceof Present.Nothing);
    }

    /// The text of the file that sets an option, if there is one.
    Optional<String> textOf(String path) {
        return files.text("options/" + path + ".nix").or(() -> serviceFile(path));
    }

    /// `services/openssh.nix` holds all of `services.openssh`.
    private Optional<String> serviceFile(String path) {
        List<String> segments = List.of(path.split("\\.", -1));
        boolean isService = segments.size() > 1 && segments.getFirst().equals("services");
        return isService ? files.text("services/" + segments.get(1) + ".nix") : Optional.empty();
    }

    /// What our files set an option to.
    sealed interface Present {
        record Nothing() implements Present {}

        /// As the arguments of `propose` write it.
        record Value(JsonNode value) implements Present {}

        /// Code whose value is not known here.
        record Code() implements Present {}
    }

    Present value(String path) {
        Optional<String> text = textOf(path);
        Optional<OptionPath> parsed = OptionPath.parse(path);
        if (text.isEmpty() || parsed.isEmpty()) {
            return new Present.Nothing();
        }
        return switch (ModuleText.read(text.get())) {
            case ModuleText.Reading.NotPlain _ -> new Present.Code();
            case ModuleText.Reading.Module(ModuleText module) -> {
                List<ModuleText.Definition> definitions = module.definitionsOf(parsed.get());
                if (definitions.isEmpty()) {
                    yield new Present.Nothing();
                }
                yield definitions.size() > 1
                        ? new Present.Code()
                        : json(definitions.getFirst().value())
                                .<Present>map(Present.Value::new)
                                .orElseGet(Present.Code::new);
            }
        };
    }

    private static Optional<JsonNode> json(NixValue value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (value) {
            case NixValue.Null() -> Optional.of(json.nullNode());
            case NixValue.Bool(boolean isTrue) -> Optional.of(json.booleanNode(isTrue));
            case NixValue.Int(long number) -> Optional.of(json.numberNode(number));
            case NixValue.Decimal(var number) -> Optional.of(json.numberNode(number));
            case NixValue.Text(String text) -> Optional.of(json.textNode(text));
            case NixValue.PathLiteral(String path) ->
                Optional.of(json.objectNode().put("$path", path));
            case NixValue.PackageReference(String attribute) ->
                Optional.of(json.objectNode().put("$nix", "pkgs." + attribute));
            case NixValue.ListOf(List<NixValue> items) -> list(items);
            case NixValue.Attributes set -> set(set.entries());
            case NixValue.Expression _ -> Optional.empty();
        };
    }

    private static Optional<JsonNode> list(List<NixValue> items) {
        List<JsonNode> read = new ArrayList<>();
        for (NixValue item : items) {
            Optional<JsonNode> one = json(item);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            read.add(one.get());
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        array.addAll(read);
        return Optional.of(array);
    }

    private static Optional<JsonNode> set(Map<String, NixValue> entries) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, NixValue> entry : entries.entrySet()) {
            Optional<JsonNode> one = json(entry.getValue());
            if (one.isEmpty()) {
                return Optional.empty();
            }
            object.set(entry.getKey(), one.get());
        }
        return Optional.of(object);
    }
}
