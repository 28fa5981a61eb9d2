package org.agntos.core.nix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.agntos.core.nix.syntax.Language;
import org.agntos.core.nix.syntax.LineMap;
import org.agntos.core.nix.syntax.NixSyntax;
import org.agntos.core.nix.syntax.SyntaxProblem;
import org.agntos.core.nix.syntax.SyntaxTree;

/// A file as our parser sees it.
///
/// @param findings what Nix would refuse, in the order of the text; empty if it parses
/// @param text the file put together from its tree; empty where it is no text
public record NixFile(String name, List<Finding> findings, String text) {
    /// Larger files are no Nix that a person or a program wrote to be read.
    static final int LIMIT = 64 * 1024 * 1024;

    public NixFile {
        findings = List.copyOf(findings);
    }

    /// One problem. @param kind such as `grammar`; @param line from 1; @param column in bytes from 1, as
    /// Nix counts
    public record Finding(String kind, int line, int column, String message) {}

    /// Reads and parses; whatever is in the way is a finding. Blocks; any thread.
    public static NixFile check(String name, Language language) {
        try {
            Path file = Path.of(name);
            if (Files.isDirectory(file)) {
                return unreadable(name, "this is a folder, not a file");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                return unreadable(name, "this is not a regular file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(LIMIT + 1);
                return bytes.length > LIMIT
                        ? unreadable(name, "the file is larger than " + LIMIT / (1024 * 1024) + " MB and was not read")
                        : decoded(name, bytes, language);
            }
        } catch (NoSuchFileException | InvalidPathException _) {
            return unreadable(name, "there is no such file");
        } catch (IOException e) {
            return unreadable(name, "the file cannot be read: " + e.getMessage());
        }
    }

    private static NixFile unreadable(String name, String reason) {
        return new NixFile(name, List.of(new Finding("file", 1, 1, reason)), "");
    }

    private static NixFile decoded(String name, byte[] bytes, Language language) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        boolean isText = !decoder.decode(in, out, true).isError();
        String text = out.flip().toString();
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            return broken(name, text, zero, "there is a zero byte here: this is no text");
        }
        return isText
                ? of(name, text, language)
                : broken(name, text, text.length(), "the bytes here are not UTF-8 text");
    }

    private static NixFile broken(String name, String text, int offset, String message) {
        LineMap lines = new LineMap(text);
        return new NixFile(name, List.of(new Finding("file", lines.line(offset), lines.column(offset), message)), "");
    }

    /// Parses a text that has been read already.
    public static NixFile of(String name, String text, Language language) {
        SyntaxTree tree = NixSyntax.parse(text, language);
        return new NixFile(
                name,
                tree.problems().stream()
                        .map(problem -> finding(tree.lines(), problem))
                        .toList(),
                tree.text());
    }

    private static Finding finding(LineMap lines, SyntaxProblem problem) {
        return new Finding(
                problem.kind().word(), lines.line(problem.offset()), lines.column(problem.offset()), problem.message());
    }
}
