package org.agntos.core.grounding.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionFacts;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.PackageFacts;
import org.agntos.core.grounding.Replacement;
import org.agntos.core.grounding.search.SearchData;
import org.sqlite.JDBC;

/// Reads one finished database. Safe for any thread; one reads at a time.
final class IndexDatabase implements AutoCloseable {
    static final String ROWS = "rows";

    private final Path file;
    private final Connection connection;
    private final PreparedStatement option;
    private final PreparedStatement packageEntry;

    /// What is searched, and in which row of its table each document stands.
    static final class Loaded {
        private final SearchData data;
        private final int[] rows;

        private Loaded(SearchData data, int[] rows) {
            this.data = data;
            this.rows = rows;
        }

        SearchData data() {
            return data;
        }

        int row(int document) {
            return rows[document];
        }
    }

    private IndexDatabase(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        option = connection.prepareStatement("SELECT * FROM options WHERE id = ?");
        packageEntry = connection.prepareStatement("SELECT * FROM packages WHERE id = ?");
    }

    /// @throws IndexFailed if it is missing, cut off or of another form
    static IndexDatabase open(Path folder, IndexInfo info) throws IndexFailed {
        Path file = folder.resolve(info.file());
        try {
            if (info.format() != IndexInfo.FORMAT) {
                throw damaged(file, "another version of this program built it", null);
            }
            if (!Files.isRegularFile(file) || Files.size(file) != info.bytes()) {
                throw damaged(file, "it is missing or was cut off", null);
            }
            Properties properties = new Properties();
            properties.setProperty("open_mode", "1");
            Connection connection = JDBC.createConnection("jdbc:sqlite:" + file, properties);
            try {
                checkDone(file, connection);
                return new IndexDatabase(file, connection);
            } catch (SQLException | IndexFailed e) {
                connection.close();
                throw e;
            }
        } catch (IndexFailed e) {
            throw e;
        } catch (SQLException | IOException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static void checkDone(Path file, Connection connection) throws SQLException, IndexFailed {
        try (Statement statement = connection.createStatement();
                ResultSet done = statement.executeQuery("SELECT format FROM done")) {
            if (!done.next() || done.getInt(1) != IndexInfo.FORMAT) {
                throw damaged(file, "it was never finished", null);
            }
        }
    }

    private static IndexFailed damaged(Path file, String why, @org.jspecify.annotations.Nullable Exception cause) {
        String message = "The index " + file + " cannot be used: " + why + ".";
        String next = "Build it anew with: agntctl index build. Until then the starter catalogue serves.";
        return cause == null ? new IndexFailed(message, next) : new IndexFailed(message, next, cause);
    }

    synchronized Loaded load() throws IndexFailed {
        Map<String, byte[]> sections = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT section, data FROM search")) {
            while (rows.next()) {
                sections.put(rows.getString(1), rows.getBytes(2));
            }
            byte[] bytes = sections.getOrDefault(ROWS, new byte[0]);
            int[] numbers = new int[bytes.length / Integer.BYTES];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(numbers);
            SearchData data = SearchData.of(sections);
            if (numbers.length != data.size()) {
                throw damaged(file, "its parts do not belong together", null);
            }
            return new Loaded(data, numbers);
        } catch (SQLException | IllegalArgumentException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    synchronized OptionEntry option(int row) throws IndexFailed {
        try {
            option.setInt(1, row);
            try (ResultSet found = option.executeQuery()) {
                if (!found.next()) {
                    throw damaged(file, "option " + row + " is missing", null);
                }
                int flags = found.getInt("flags");
                return new OptionEntry(
                        found.getString("path"),
                        found.getString("type"),
                        found.getString("default_text"),
                        found.getString("description"),
                        List.of(),
                        new OptionFacts(
                                (flags & IndexWriter.READ_ONLY) != 0,
                                (flags & IndexWriter.INTERNAL) != 0,
                                lines(found.getString("declared")),
                                found.getString("example")));
            }
        } catch (SQLException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    synchronized PackageEntry packageEntry(int row) throws IndexFailed {
        try {
            packageEntry.setInt(1, row);
            try (ResultSet found = packageEntry.executeQuery()) {
                if (!found.next()) {
                    throw damaged(file, "package " + row + " is missing", null);
                }
                int flags = found.getInt("flags");
                return new PackageEntry(
                        found.getString("attribute"),
                        found.getString("description"),
                        List.of(),
                        "",
                        new PackageFacts(
                                found.getString("version"),
                                (flags & IndexWriter.UNFREE) != 0,
                                (flags & IndexWriter.BROKEN) != 0,
                                lines(found.getString("vulnerabilities"))));
            }
        } catch (SQLException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(IndexWriter.SEPARATOR));
    }

    synchronized Map<String, String> optionTypes() throws IndexFailed {
        return all("path, type", "options WHERE flags & " + IndexWriter.HOME + " = 0");
    }

    synchronized Map<String, String> packageDescriptions() throws IndexFailed {
        return all("attribute, description", "packages");
    }

    /// The second column of all rows by the first one, both texts.
    private Map<String, String> all(String columns, String table) throws IndexFailed {
        Map<String, String> found = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + columns + " FROM " + table)) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
            return found;
        } catch (SQLException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    synchronized List<Replacement> renames() throws IndexFailed {
        List<Replacement> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT old, next, is_path, since FROM renames")) {
            while (rows.next()) {
                all.add(new Replacement(rows.getString(1), rows.getString(2), rows.getBoolean(3), rows.getString(4)));
            }
            return all;
        } catch (SQLException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // It was only read; there is nothing to lose.
        }
    }
}
