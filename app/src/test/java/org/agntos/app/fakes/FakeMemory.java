package org.agntos.app.fakes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.agntos.core.Subscription;
import org.agntos.core.memory.Memory;
import org.agntos.core.memory.MemoryFile;

/// The two files in memory, with history.
public final class FakeMemory implements Memory {
    private final Map<MemoryFile, String> texts = new EnumMap<>(MemoryFile.class);
    private final Map<MemoryFile, Deque<String>> history = new EnumMap<>(MemoryFile.class);
    private final List<Runnable> listeners = new ArrayList<>();

    /// As when `agntctl` writes the file.
    public void writeElsewhere(MemoryFile file, String text) {
        put(file, text);
    }

    public int listeners() {
        return listeners.size();
    }

    @Override
    public String read(MemoryFile file) {
        return texts.getOrDefault(file, "");
    }

    @Override
    public Outcome save(MemoryFile file, String expected, String text) {
        if (!read(file).equals(expected)) {
            return new Outcome.Refused("The memory was changed elsewhere.", "Look at the new text.");
        }
        if (text.codePointCount(0, text.length()) > file.limit()) {
            return new Outcome.Refused("Memory capacity exceeded.", "Consolidate the memory.");
        }
        put(file, text);
        return new Outcome.Saved(text, "");
    }

    @Override
    public Outcome add(MemoryFile file, String section, String content) {
        return save(file, read(file), read(file) + "§ " + section + "\n- " + content + "\n");
    }

    @Override
    public Outcome replace(MemoryFile file, String target, String replacement) {
        return save(file, read(file), read(file).replace(target, replacement));
    }

    @Override
    public Outcome remove(MemoryFile file, String target) {
        return replace(file, target, "");
    }

    @Override
    public Outcome consolidate(MemoryFile file) {
        List<String> lines = read(file).lines().distinct().toList();
        return save(file, read(file), lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }

    @Override
    public Outcome undo(MemoryFile file) {
        Deque<String> former = history.getOrDefault(file, new ArrayDeque<>());
        if (former.isEmpty()) {
            return new Outcome.Refused("There is no earlier text.", "Edit by hand.");
        }
        texts.put(file, former.pop());
        tell();
        return new Outcome.Saved(read(file), "");
    }

    @Override
    public boolean canUndo(MemoryFile file) {
        return !history.getOrDefault(file, new ArrayDeque<>()).isEmpty();
    }

    @Override
    public Subscription onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void put(MemoryFile file, String text) {
        history.computeIfAbsent(file, _ -> new ArrayDeque<>()).push(read(file));
        texts.put(file, text);
        tell();
    }

    private void tell() {
        List.copyOf(listeners).forEach(Runnable::run);
    }
}
