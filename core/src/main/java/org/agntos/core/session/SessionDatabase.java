package org.agntos.core.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.sqlite.JDBC;

/// Opens the SQLite file and lays out its tables. The first three are those of AgntOS 1.x, so that its file is taken
/// over as it is.
final class SessionDatabase {
    static final String FILE = "sessions.db";

    private static final List<String> SCHEMA = List.of(
            """
            CREATE TABLE IF NOT EXISTS session_turns(id INTEGER PRIMARY KEY AUTOINCREMENT, session_id TEXT, role TEXT,
              content TEXT, tool_name TEXT, created_at TEXT)
            """,
            """
            CREATE VIRTUAL TABLE IF NOT EXISTS session_turns_fts
              USING fts5(session_id, role, content, created_at, content='session_turns', content_rowid='id')
            """,
            """
            CREATE TRIGGER IF NOT EXISTS session_turns_ai AFTER INSERT ON session_turns BEGIN
              INSERT INTO session_turns_fts(rowid, session_id, role, content, created_at)
                VALUES (new.id, new.session_id, new.role, new.content, new.created_at); END
            """,
            """
            CREATE TRIGGER IF NOT EXISTS session_turns_ad AFTER DELETE ON session_turns BEGIN
              INSERT INTO session_turns_fts(session_turns_fts, rowid, session_id, role, content, created_at)
                VALUES ('delete', old.id, old.session_id, old.role, old.content, old.created_at); END
            """,
            """
            CREATE TRIGGER IF NOT EXISTS session_turns_au AFTER UPDATE ON session_turns BEGIN
              INSERT INTO session_turns_fts(session_turns_fts, rowid, session_id, role, content, created_at)
                VALUES ('delete', old.id, old.session_id, old.role, old.content, old.created_at);
              INSERT INTO session_turns_fts(rowid, session_id, role, content, created_at)
                VALUES (new.id, new.session_id, new.role, new.content, new.created_at); END
            """,
            """
            CREATE TABLE IF NOT EXISTS session_events(id INTEGER PRIMARY KEY AUTOINCREMENT, session_id TEXT NOT NULL,
              event TEXT NOT NULL, created_at TEXT NOT NULL)
            """,
            "CREATE TABLE IF NOT EXISTS session_titles(session_id TEXT PRIMARY KEY, title TEXT NOT NULL)",
            "CREATE INDEX IF NOT EXISTS session_events_by_session ON session_events(session_id, id)",
            "CREATE INDEX IF NOT EXISTS session_turns_by_session ON session_turns(session_id, role, id)");

    private SessionDatabase() {}

    static Connection open(Path folder, Path nativeLibraries) throws SQLException, IOException {
        makePrivate(folder);
        if (System.getProperty("org.sqlite.tmpdir") == null) {
            makePrivate(nativeLibraries);
            System.setProperty("org.sqlite.tmpdir", nativeLibraries.toString());
        }
        Properties properties = new Properties();
        properties.setProperty("journal_mode", "WAL");
        properties.setProperty("synchronous", "NORMAL");
        properties.setProperty("busy_timeout", "5000");
        properties.setProperty("transaction_mode", "IMMEDIATE");
        Connection connection = JDBC.createConnection("jdbc:sqlite:" + folder.resolve(FILE), properties);
        try {
            inTransaction(connection, () -> {
                try (Statement statement = connection.createStatement()) {
                    for (String sql : SCHEMA) {
                        statement.execute(sql);
                    }
                }
            });
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /// Only its owner may look into a folder that holds what a person said.
    private static void makePrivate(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            Path parent = folder.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    static void inTransaction(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        boolean isDone = false;
        try {
            work.run();
            connection.commit();
            isDone = true;
        } finally {
            if (!isDone) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }
}
