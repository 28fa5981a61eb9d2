package org.agntos.app.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agntos.app.platform.dbus.AssistantCalls;
import org.agntos.app.platform.dbus.ProposalLine;

/// Writes down what is asked over the bus.
public final class RecordedCalls implements AssistantCalls {
    public final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public void show() {
        calls.add("show");
    }

    @Override
    public void toggle() {
        calls.add("toggle");
    }

    @Override
    public void newChat() {
        calls.add("new-chat");
    }

    @Override
    public void showChange(String proposalId) {
        calls.add("show-change " + proposalId);
    }

    @Override
    public void showSettings() {
        calls.add("settings");
    }

    @Override
    public void ask(String request) {
        calls.add("ask " + request);
    }

    @Override
    public void quit() {
        calls.add("quit");
    }

    @Override
    public List<ProposalLine> openProposals() {
        return List.of(new ProposalLine("p-1", "Install htop", "low", "2026-11-20T09:00:00Z"));
    }

    @Override
    public Status status() {
        return new Status("needs-you", 1, "practice", true, false, "x11");
    }
}
