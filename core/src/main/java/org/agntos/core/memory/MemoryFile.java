package org.agntos.core.memory;

/// The two memory files. Limits count Unicode code points.
public enum MemoryFile {
    /// What is worth knowing about this machine and its work.
    MEMORY("MEMORY.md", 2200),
    /// What the person prefers.
    USER("USER.md", 1375);

    private final String fileName;
    private final int limit;

    MemoryFile(String fileName, int limit) {
        this.fileName = fileName;
        this.limit = limit;
    }

    public String fileName() {
        return fileName;
    }

    public int limit() {
        return limit;
    }
}
