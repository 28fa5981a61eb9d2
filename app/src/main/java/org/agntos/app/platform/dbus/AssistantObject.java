package org.agntos.app.platform.dbus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.Variant;

/// Our object on the bus.
final class AssistantObject implements Application, Assistant1 {
    private final AssistantCalls calls;
    private final String version;

    AssistantObject(AssistantCalls calls, String version) {
        this.calls = calls;
        this.version = version;
    }

    @Override
    public String getObjectPath() {
        return AssistantName.PATH;
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public void Activate(Map<String, Variant<?>> platformData) {
        calls.show();
    }

    @Override
    public void Open(List<String> uris, Map<String, Variant<?>> platformData) {
        calls.show();
    }

    @Override
    public void ActivateAction(String action, List<Variant<?>> parameters, Map<String, Variant<?>> platformData) {
        if (action.equals("toggle")) {
            calls.toggle();
        } else if (action.equals("new-chat")) {
            calls.newChat();
        } else if (action.equals("settings")) {
            calls.showSettings();
        } else if (action.equals("quit")) {
            calls.quit();
        } else if (action.equals("show-change")) {
            calls.showChange(idIn(parameters));
        } else {
            throw new DBusExecutionException(
                    "action: " + action + " (expected: toggle, new-chat, show-change, settings or quit)");
        }
    }

    private static String idIn(List<Variant<?>> parameters) {
        if (parameters.size() == 1 && parameters.getFirst().getValue() instanceof String id) {
            return id;
        }
        throw new DBusExecutionException("show-change: " + parameters + " (expected: one proposal's id, a string)");
    }

    @Override
    public void Ask(String request) {
        String words = request.strip();
        if (words.isEmpty()) {
            calls.show();
        } else {
            calls.ask(words);
        }
    }

    @Override
    public void Show() {
        calls.show();
    }

    @Override
    public void Toggle() {
        calls.toggle();
    }

    @Override
    public void Quit() {
        calls.quit();
    }

    @Override
    public List<ProposalLine> ListProposals() {
        return calls.openProposals();
    }

    @Override
    public Map<String, Variant<?>> Status() {
        AssistantCalls.Status status = calls.status();
        Map<String, Variant<?>> answer = new LinkedHashMap<>();
        answer.put("version", new Variant<>(version));
        answer.put("state", new Variant<>(status.state()));
        answer.put("pending", new Variant<>(status.pending()));
        answer.put("machine", new Variant<>(status.machine()));
        answer.put("window", new Variant<>(status.isWindowShown()));
        answer.put("tray", new Variant<>(status.hasTray()));
        answer.put("hotkey", new Variant<>(status.hotkey()));
        return answer;
    }
}
