package org.agntos.app.platform.dbus;

import java.util.List;

/// What others ask of the program over the bus. Called on threads of the bus, before and after the window is there;
/// none of it waits for the window.
public interface AssistantCalls {
    void show();

    void toggle();

    void newChat();

    void showChange(String proposalId);

    void showSettings();

    void ask(String request);

    void quit();

    List<ProposalLine> openProposals();

    Status status();

    /// How the program is. @param hotkey the way in force, `none` without one
    record Status(String state, int pending, String machine, boolean isWindowShown, boolean hasTray, String hotkey) {}
}
