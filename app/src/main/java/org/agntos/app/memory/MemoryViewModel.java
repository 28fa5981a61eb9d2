package org.agntos.app.memory;

import java.util.List;
import org.agntos.app.platform.Threads;
import org.agntos.core.Subscription;
import org.agntos.core.memory.Memory;
import org.agntos.core.memory.MemoryFile;

/// Both memory files. UI thread.
public final class MemoryViewModel implements AutoCloseable {
    private final FileModel machine;
    private final FileModel person;
    private final Subscription subscription;

    public MemoryViewModel(Memory memory, Threads threads) {
        machine = new FileModel(memory, MemoryFile.MEMORY, threads);
        person = new FileModel(memory, MemoryFile.USER, threads);
        subscription = memory.onChange(() -> threads.ui().execute(this::refresh));
    }

    /// What is worth knowing about this machine.
    public FileModel machine() {
        return machine;
    }

    /// What the person prefers.
    public FileModel person() {
        return person;
    }

    public List<FileModel> files() {
        return List.of(machine, person);
    }

    public void refresh() {
        files().forEach(FileModel::refresh);
    }

    @Override
    public void close() {
        subscription.close();
    }
}
