package org.agntos.app.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What the program itself can do.
public final class CommandSource implements LauncherSource {
    private final Supplier<List<Command>> commands;

    /// One of them.
    ///
    /// @param words other words people may use for it
    /// @param isSuggested shown before anything is typed
    public record Command(String title, String words, boolean isSuggested, LauncherAct act) {}

    /// @param commands those that can be done now, in order; asked at each query, on a background thread
    public CommandSource(Supplier<List<Command>> commands) {
        this.commands = commands;
    }

    @Override
    public List<LauncherItem> find(String query, int limit) {
        List<LauncherItem> found = new ArrayList<>();
        int place = 0;
        for (Command command : commands.get()) {
            place++;
            double suggested = command.isSuggested() ? 1 - place / 100.0 : 0;
            double fit = query.isEmpty()
                    ? suggested
                    : Math.max(Match.of(query, command.title()), Match.of(query, command.words()) * 0.9);
            if (fit > 0) {
                found.add(item(command, fit));
            }
        }
        return found.stream().limit(limit).toList();
    }

    private static LauncherItem item(Command command, double fit) {
        String completion = Optional.of(command.act())
                .filter(LauncherAct.Fill.class::isInstance)
                .map(act -> ((LauncherAct.Fill) act).words())
                .orElse(command.title());
        return new LauncherItem(LauncherItem.Kind.COMMAND, command.title(), "", completion, command.act(), fit);
    }
}
