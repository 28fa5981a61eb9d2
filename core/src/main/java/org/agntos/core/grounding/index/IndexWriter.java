package org.agntos.core.grounding.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.Replacement;
import org.sqlite.JDBC;

/// Writes one new database. It is of no use to anybody before [#finish], so nothing of it need survive a crash and
/// nothing waits for the disk until then. For one thread.
final class IndexWriter implements AutoCloseable {
    static final List<String> SCHEMA = List.of(
            "CREATE TABLE options(id INTEGER PRIMARY KEY, path TEXT NOT NULL, type TEXT NOT NULL,"
                    + " default_text TEXT NOT NULL, description TEXT NOT NULL, declared TEXT NOT NULL,"
                    + " example TEXT NOT NULL, flags INTEGER NOT NULL)",
            "CREATE TABLE packages(id INTEGER PRIMARY KEY, attribute TEXT NOT NULL, version TEXT NOT NULL,"
                    + " description TEXT NOT NULL, vulnerabilities TEXT NOT NULL, flags INTEGER NOT NULL)",
            "CREATE TABLE renames(old TEXT NOT NULL, next TEXT NOT NULL, is_path INTEGER NOT NULL, since TEXT NOT NULL)",
            "CREATE TABLE search(section TEXT PRIMARY KEY, data BLOB NOT NULL)",
            "CREATE TABLE done(format INTEGER NOT NULL)");
    static final int READ_ONLY = 1;
    static final int INTERNAL = 2;
    static final int HOME = 4;
    static final int UNFREE = 1;
    static final int BROKEN = 2;
    static final String SEPARATOR = "\n";

    private static final int BATCH = 2000;

    private final Connection connection;
    private final PreparedStatement options;
    private final PreparedStatement packages;
    private int inBatch;

    IndexWriter(Path file) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("journal_mode", "OFF");
        properties.setProperty("synchronous", "OFF");
        properties.setProperty("locking_mode", "EXCLUSIVE");
        connection = JDBC.createConnection("jdbc:sqlite:" + file, properties);
        try {
            try (Statement statement = connection.createStatement()) {
                for (String sql : SCHEMA) {
                    statement.execute(sql);
                }
            }
            connection.setAutoCommit(false);
            options = connection.prepareStatement("INSERT INTO options VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
            packages = connection.prepareStatement("INSERT INTO packages VALUES(?, ?, ?, ?, ?, ?)");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    void option(int id, OptionEntry option, boolean isHome) throws SQLException {
        options.setInt(1, id);
        options.setString(2, option.path());
        options.setString(3, option.type());
        options.setString(4, option.defaultText());
        options.setString(5, option.description());
        options.setString(6, String.join(SEPARATOR, option.facts().declaredIn()));
        options.setString(7, option.facts().example());
        options.setInt(
                8,
                (option.facts().isReadOnly() ? READ_ONLY : 0) | (option.facts().isInternal() ? INTERNAL : 0));
        options.addBatch();
        flushFull();
    }

    void packageEntry(int id, PackageEntry entry) throws SQLException {
        packages.setInt(1, id);
        packages.setString(2, entry.attribute());
        packages.setString(3, entry.facts().version());
        packages.setString(4, entry.description());
        packages.setString(5, String.join(SEPARATOR, entry.facts().vulnerabilities()));
        packages.setInt(6, (entry.isUnfree() ? UNFREE : 0) | (entry.facts().isBroken() ? BROKEN : 0));
        packages.addBatch();
        flushFull();
    }

    private void flushFull() throws SQLException {
        if (++inBatch >= BATCH) {
            flush();
        }
    }

    private void flush() throws SQLException {
        options.executeBatch();
        packages.executeBatch();
        inBatch = 0;
    }

    void renames(List<Replacement> renames) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO renames VALUES(?, ?, ?, ?)")) {
            for (Replacement rename : renames) {
                insert.setString(1, rename.name());
                insert.setString(2, rename.next());
                insert.setBoolean(3, rename.isPath());
                insert.setString(4, rename.since());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    void search(Map<String, byte[]> sections, int[] rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO search VALUES(?, ?)")) {
            for (Map.Entry<String, byte[]> section : sections.entrySet()) {
                insert.setString(1, section.getKey());
                insert.setBytes(2, section.getValue());
                insert.executeUpdate();
            }
            ByteBuffer bytes = ByteBuffer.allocate(rows.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asIntBuffer().put(rows);
            insert.setString(1, IndexDatabase.ROWS);
            insert.setBytes(2, bytes.array());
            insert.executeUpdate();
        }
    }

    /// Marks the database as whole. The caller brings it to the disk.
    void finish() throws SQLException {
        flush();
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO done VALUES(" + IndexInfo.FORMAT + ")");
        }
        connection.commit();
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException("the new index could not be closed", e);
        }
    }
}
