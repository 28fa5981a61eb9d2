package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agntos.core.model.planner.Plan.Meaning;

/// Says what kind of request was read, from what it asks for and what came of it. For one request and one thread.
final class MeaningReader {
    private final ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    private final List<String> results = new ArrayList<>();
    private RequestKind asked = RequestKind.OTHER;
    private boolean isUnsafe;

    void found(String name) {
        results.add(name);
    }

    /// What a question is about, by the name this machine has for it.
    void subject(String name) {
        arguments.putObject("query").put("subject", name);
    }

    void read(Intent intent) {
        switch (intent) {
            case Intent.Why(Intent.Name subject) -> {
                asked = RequestKind.QUERY_WHY;
                arguments.putObject("query").put("subject", subject.spoken());
            }
            case Intent.Changes(var since, boolean _) -> {
                asked = RequestKind.QUERY_HISTORY;
                ObjectNode query = arguments.putObject("query").put("kind", "changes");
                since.ifPresent(from -> query.put("since", from.from().toString()));
            }
            case Intent.RemoveRecent(var since) -> {
                asked = RequestKind.REMOVE_PACKAGE;
                ObjectNode query = arguments.putObject("query").put("kind", "history_then_remove");
                since.ifPresent(from -> query.put("since", from.from().toString()));
            }
            case Intent.Generations() -> {
                asked = RequestKind.QUERY_HISTORY;
                arguments.putObject("query").put("kind", "generations");
            }
            case Intent.Undo wish -> {
                asked = RequestKind.UNDO;
                undo(wish);
            }
            case Intent.GoBack(int number, String how) -> {
                asked = RequestKind.ROLLBACK_GENERATION;
                goBack(number, how);
            }
            case Intent.Remember(String text) -> {
                asked = RequestKind.REMEMBER;
                arguments.putObject("memory").put("text", text);
            }
            case Intent.Forget(String text) -> {
                asked = RequestKind.FORGET;
                arguments.putObject("memory").put("match", text);
            }
            case Intent.ShowMemory() -> asked = RequestKind.INSPECT;
            case Intent.Inspect(String target, String fact) -> {
                asked = RequestKind.INSPECT;
                arguments.putObject("query").put("fact", fact).put("target", target);
            }
            case Intent.Search(List<Token> words) -> {
                asked = RequestKind.SEARCH;
                String text = String.join(" ", words.stream().map(Token::text).toList());
                arguments.putObject("query").put("words", text);
            }
            case Intent.Diagnose(String topic, List<String> _) -> {
                asked = RequestKind.DIAGNOSE;
                arguments.putObject("query").put("subject", topic);
            }
            case Intent.Ports _ -> asked = RequestKind.SET_OPTION;
            case Intent.Unsafe _ -> isUnsafe = true;
            case Intent.Install _,
                    Intent.Remove _,
                    Intent.Enable _,
                    Intent.Disable _,
                    Intent.Set _,
                    Intent.Assign _,
                    Intent.Fulfil _,
                    Intent.Choose _,
                    Intent.Help _,
                    Intent.Greeting _,
                    Intent.Confirm _,
                    Intent.NotUnderstood _,
                    Intent.Aside _ -> {
                // What came of these tells.
            }
        }
    }

    private void undo(Intent.Undo wish) {
        ObjectNode target = arguments.putObject("target");
        target.put("change", wish.about().isEmpty() ? "last" : "match").put("count", wish.count());
        if (!wish.about().isEmpty()) {
            target.put("subject", wish.about());
        }
    }

    private void goBack(int number, String how) {
        ObjectNode target = arguments.putObject("target");
        if (number != 0) {
            target.put("generation", number);
        } else if (how.equals("previous")) {
            target.put("generation", -1);
        } else {
            target.put("generation", how.replace('-', '_'));
        }
    }

    Meaning of(ChangeSketch change, Remarks remarks) {
        return new Meaning(kind(change, remarks), arguments, results, List.copyOf(change.unfree()));
    }

    private RequestKind kind(ChangeSketch change, Remarks remarks) {
        if (!change.isEmpty()) {
            return kindOf(change);
        }
        if (isUnsafe) {
            return RequestKind.UNSUPPORTED_OR_UNSAFE;
        }
        if (asked != RequestKind.OTHER) {
            return asked;
        }
        if (!remarks.questions.isEmpty()) {
            return RequestKind.AMBIGUOUS;
        }
        return remarks.isRefused() ? RequestKind.UNSUPPORTED_OR_UNSAFE : RequestKind.OTHER;
    }

    private static RequestKind kindOf(ChangeSketch change) {
        Map<String, JsonNode> options = change.options();
        boolean isAdding = !change.packages().isEmpty();
        if (!change.removed().isEmpty() && !isAdding) {
            return RequestKind.REMOVE_PACKAGE;
        }
        boolean switchesOn = options.entrySet().stream()
                .anyMatch(one ->
                        one.getKey().endsWith(".enable") && one.getValue().asBoolean(false));
        if (switchesOn) {
            return RequestKind.ENABLE_SERVICE;
        }
        boolean isInstall = isAdding && options.keySet().stream().allMatch(path -> path.startsWith("nixpkgs.config."));
        if (isInstall) {
            return RequestKind.INSTALL_PACKAGE;
        }
        boolean switchesOff = options.entrySet().stream()
                .anyMatch(one ->
                        one.getKey().endsWith(".enable") && one.getValue().isBoolean());
        return switchesOff ? RequestKind.DISABLE_SERVICE : RequestKind.SET_OPTION;
    }
}
