package org.agntos.core.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `sessions.db` in the state directory. The database is opened at the first use that needs it, because loading SQLite
/// costs start-up time; one connection, guarded by this object.
public final class SqliteSessionStore implements SessionStore {
    private final Path folder;
    private final Path file;
    private final Path nativeLibraries;
    private @Nullable Connection connection;

    /// @param folder the state directory, made if missing; @param nativeLibraries where SQLite unpacks its library
    public SqliteSessionStore(Path folder, Path nativeLibraries) {
        this.folder = folder;
        this.file = folder.resolve(SessionDatabase.FILE);
        this.nativeLibraries = nativeLibraries;
    }

    @Override
    public synchronized void append(String sessionId, List<StoredEvent> events, List<StoredTurn> turns) {
        if (events.isEmpty() && turns.isEmpty()) {
            return;
        }
        use(connection -> {
            SessionDatabase.inTransaction(connection, () -> {
                insertEvents(connection, sessionId, events);
                insertTurns(connection, sessionId, turns);
            });
            return true;
        });
    }

    private static void insertEvents(Connection connection, String sessionId, List<StoredEvent> events)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO session_events(session_id, event, created_at) VALUES (?, ?, ?)")) {
            for (StoredEvent event : events) {
                insert.setString(1, sessionId);
                insert.setString(2, event.json());
                insert.setString(3, event.at().toString());
                insert.executeUpdate();
            }
        }
    }

    private static void insertTurns(Connection connection, String sessionId, List<StoredTurn> turns)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO session_turns(session_id, role, content, tool_name, created_at) VALUES (?, ?, ?, ?, ?)")) {
            for (StoredTurn turn : turns) {
                insert.setString(1, sessionId);
                insert.setString(2, turn.role());
                insert.setString(3, turn.content());
                insert.setString(4, turn.toolName().isEmpty() ? null : turn.toolName());
                insert.setString(5, turn.at().toString());
                insert.executeUpdate();
            }
        }
    }

    @Override
    public synchronized List<String> events(String sessionId) {
        return read(List.of(), connection -> {
            List<String> events = new ArrayList<>();
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT event FROM session_events WHERE session_id = ? ORDER BY id")) {
                query.setString(1, sessionId);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        events.add(rows.getString(1));
                    }
                }
            }
            return events;
        });
    }

    @Override
    public synchronized Optional<String> lastUsed() {
        return read(Optional.empty(), connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                            "SELECT session_id FROM session_events ORDER BY id DESC LIMIT 1");
                    ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        });
    }

    @Override
    public synchronized List<Row> list() {
        return read(List.of(), connection -> {
            List<Row> rows = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement("""
                            SELECT session_id, count(*), max(created_at), coalesce(
                              (SELECT title FROM session_titles AS n WHERE n.session_id = t.session_id),
                              (SELECT content FROM session_turns AS f WHERE f.session_id = t.session_id
                                 AND f.role = 'user' ORDER BY f.id LIMIT 1))
                            FROM session_turns AS t WHERE role = 'user'
                            GROUP BY session_id ORDER BY max(id) DESC
                            """);
                    ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(
                            new Row(found.getString(1), found.getString(4), time(found.getString(3)), found.getInt(2)));
                }
            }
            return rows;
        });
    }

    @Override
    public synchronized List<StoredTurn> turns(String sessionId) {
        return read(List.of(), connection -> {
            List<StoredTurn> turns = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT role, content, tool_name, created_at FROM session_turns WHERE session_id = ? ORDER BY id")) {
                query.setString(1, sessionId);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        String tool = rows.getString(3);
                        turns.add(new StoredTurn(
                                rows.getString(1),
                                rows.getString(2),
                                tool == null ? "" : tool,
                                time(rows.getString(4))));
                    }
                }
            }
            return turns;
        });
    }

    @Override
    public synchronized void rename(String sessionId, String title) {
        use(connection -> run(
                connection,
                "INSERT INTO session_titles(session_id, title) VALUES (?1, ?2)"
                        + " ON CONFLICT(session_id) DO UPDATE SET title = ?2",
                sessionId,
                title));
    }

    @Override
    public synchronized void delete(String sessionId) {
        use(connection -> {
            SessionDatabase.inTransaction(connection, () -> {
                run(connection, "DELETE FROM session_events WHERE session_id = ?1", sessionId);
                run(connection, "DELETE FROM session_turns WHERE session_id = ?1", sessionId);
                run(connection, "DELETE FROM session_titles WHERE session_id = ?1", sessionId);
            });
            return true;
        });
    }

    private static boolean run(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
            return true;
        }
    }

    @Override
    public synchronized List<Hit> search(String query, int limit) {
        String match = Stream.of(query.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(word -> "\"" + word.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(" "));
        if (match.isEmpty()) {
            return List.of();
        }
        return read(List.of(), connection -> {
            List<Hit> hits = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT t.session_id, t.role, t.content, t.created_at FROM session_turns_fts
                    JOIN session_turns AS t ON t.id = session_turns_fts.rowid
                    WHERE session_turns_fts MATCH ? ORDER BY bm25(session_turns_fts) LIMIT ?
                    """)) {
                select.setString(1, "content : (" + match + ")");
                select.setInt(2, limit);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        hits.add(new Hit(
                                rows.getString(1), rows.getString(2), rows.getString(3), time(rows.getString(4))));
                    }
                }
            }
            return hits;
        });
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /// Reads, unless nothing was ever stored.
    private <T> T read(T nothing, Query<T> query) {
        return connection == null && Files.notExists(file) ? nothing : use(query);
    }

    private <T> T use(Query<T> query) {
        try {
            Connection open = connection;
            if (open == null) {
                open = SessionDatabase.open(folder, nativeLibraries);
                connection = open;
            }
            return query.run(open);
        } catch (SQLException | IOException e) {
            throw new SessionStoreFailed(
                    "The conversations in " + file + " could not be used, because the disk is full or read-only or the"
                            + " file is damaged: " + e.getMessage() + ".",
                    e);
        }
    }

    @FunctionalInterface
    private interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    @Override
    public synchronized void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                throw new SessionStoreFailed("The conversations in " + file + " could not be closed.", e);
            }
        }
    }
}
