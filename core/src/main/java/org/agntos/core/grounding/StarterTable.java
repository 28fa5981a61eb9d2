package org.agntos.core.grounding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Reads one of the program's own tables: lines of columns with a tab between, in ASCII; `#` starts a comment.
///
/// It runs while a person waits for the first answer, mostly before anything is compiled, so it walks over the bytes
/// once and makes no text that is not kept.
final class StarterTable {
    private StarterTable() {}

    /// @param width how many columns each line has
    static <T> List<T> read(String resource, int width, Function<String[], T> entry) {
        byte[] bytes = bytes(resource);
        List<T> entries = new ArrayList<>(1200);
        String[] columns = new String[width];
        int column = 0;
        int start = 0;
        boolean isComment = false;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '#' && column == 0 && i == start) {
                isComment = true;
            } else if (b == '\t' && !isComment && column < width - 1) {
                columns[column++] = text(bytes, start, i);
                start = i + 1;
            } else if (b == '\n') {
                if (!isComment && column == width - 1) {
                    columns[column] = text(bytes, start, i);
                    entries.add(entry.apply(columns));
                }
                isComment = false;
                column = 0;
                start = i + 1;
            }
        }
        return entries;
    }

    /// The words of a cell, which have commas between.
    static List<String> words(String cell) {
        if (cell.isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>(4);
        int start = 0;
        for (int comma = cell.indexOf(','); comma >= 0; comma = cell.indexOf(',', start)) {
            words.add(cell.substring(start, comma));
            start = comma + 1;
        }
        words.add(cell.substring(start));
        return words;
    }

    private static String text(byte[] bytes, int start, int end) {
        return start == end ? "" : new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String resource) {
        try (InputStream stream = StarterTable.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("missing from the program: " + resource);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
