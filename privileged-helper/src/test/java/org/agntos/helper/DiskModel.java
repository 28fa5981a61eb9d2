package org.agntos.helper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A disk that forgets: it follows what `strace -f -y -xx` saw a program do below one folder, and can say at
/// any moment what a power cut would leave. A content survives as it was at its last fsync, a name as it was
/// at the last fsync of its folder, and nothing else does.
final class DiskModel {
    private static final Pattern LINE = Pattern.compile("(\\d+) +(\\w+)\\((.*)\\) += (-?\\d+).*");
    private static final Pattern UNFINISHED = Pattern.compile("(\\d+) +(.*) <unfinished \\.\\.\\.>");
    private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. \\w+ resumed>(.*)");
    private static final Pattern ARGUMENT = Pattern.compile("<((?:\\\\x[0-9a-f]{2})*)>|\"((?:\\\\x[0-9a-f]{2})*)\"");

    private final Path root;
    private final Node top;

    /// A file, a folder or a link. @param names of a folder; @param kept those that survive
    private static final class Node {
        final @Nullable Map<String, Node> names;
        final @Nullable String target;
        Map<String, Node> kept = new TreeMap<>();
        byte[] content = new byte[0];
        byte[] keptContent = new byte[0];

        Node(@Nullable Map<String, Node> names, @Nullable String target) {
            this.names = names;
            this.target = target;
        }
    }

    /// One call of the program that changed something, or that could not be left out.
    record Step(String call, List<byte[]> arguments, String text) {
        String argument(int i) {
            return new String(arguments.get(i), StandardCharsets.UTF_8);
        }
    }

    /// Starts with everything below the folder safely on disk.
    DiskModel(Path root) throws IOException {
        this.root = root;
        top = load(root);
    }

    private static Node load(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return new Node(null, Files.readSymbolicLink(path).toString());
        }
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            Node file = new Node(null, null);
            file.content = Files.readAllBytes(path);
            file.keptContent = file.content;
            return file;
        }
        Node folder = new Node(new TreeMap<>(), null);
        try (var entries = Files.list(path)) {
            for (Path entry : entries.toList()) {
                names(folder).put(entry.getFileName().toString(), load(entry));
            }
        }
        folder.kept = new TreeMap<>(names(folder));
        return folder;
    }

    private static Map<String, Node> names(Node folder) {
        if (folder.names == null) {
            throw new AssertionError("no folder");
        }
        return folder.names;
    }

    /// What a log of strace tells, in order; calls that failed are left out.
    static List<Step> steps(Path log) throws IOException {
        List<Step> steps = new ArrayList<>();
        Map<String, String> begun = new HashMap<>();
        for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
            String whole = line;
            Matcher unfinished = UNFINISHED.matcher(line);
            Matcher resumed = RESUMED.matcher(line);
            if (unfinished.matches()) {
                begun.put(unfinished.group(1), unfinished.group(2));
                continue;
            } else if (resumed.matches()) {
                whole = resumed.group(1) + " " + begun.remove(resumed.group(1)) + resumed.group(2);
            }
            Matcher call = LINE.matcher(whole);
            if (call.matches() && !call.group(4).startsWith("-")) {
                List<byte[]> arguments = new ArrayList<>();
                Matcher argument = ARGUMENT.matcher(call.group(3));
                while (argument.find()) {
                    arguments.add(bytes(argument.group(1) == null ? argument.group(2) : argument.group(1)));
                }
                steps.add(new Step(call.group(2), arguments, call.group(3)));
            }
        }
        return steps;
    }

    private static byte[] bytes(String hex) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < hex.length(); i += 4) {
            bytes.write(Integer.parseInt(hex, i + 2, i + 4, 16));
        }
        return bytes.toByteArray();
    }

    /// Does what the program did. False if it did nothing below the folder.
    boolean follow(Step step) {
        return switch (step.call()) {
            case "openat" -> step.text().contains("O_CREAT") && create(path(step.argument(0), step.argument(1)));
            case "write" -> inside(Path.of(step.argument(0))) && append(step);
            case "fsync", "fdatasync" -> inside(Path.of(step.argument(0))) && sync(Path.of(step.argument(0)));
            case "ftruncate" -> inside(Path.of(step.argument(0))) && truncate(step);
            case "mkdir" -> make(Path.of(step.argument(0)), new Node(new TreeMap<>(), null));
            case "mkdirat" -> make(path(step.argument(0), step.argument(1)), new Node(new TreeMap<>(), null));
            case "symlink" -> make(Path.of(step.argument(1)), new Node(null, step.argument(0)));
            case "symlinkat" -> make(path(step.argument(1), step.argument(2)), new Node(null, step.argument(0)));
            case "rename" -> rename(Path.of(step.argument(0)), Path.of(step.argument(1)));
            case "renameat", "renameat2" ->
                rename(path(step.argument(0), step.argument(1)), path(step.argument(2), step.argument(3)));
            case "unlink", "rmdir" -> remove(Path.of(step.argument(0)));
            case "unlinkat" -> remove(path(step.argument(0), step.argument(1)));
            default -> throw new AssertionError("a call this model does not know: " + step.call());
        };
    }

    private boolean inside(Path path) {
        return path.startsWith(root);
    }

    private static Path path(String folder, String name) {
        return Path.of(folder).resolve(name).normalize();
    }

    private @Nullable Node find(Path path) {
        Node found = top;
        for (Path name : root.equals(path) ? List.<Path>of() : root.relativize(path)) {
            if (found == null || found.names == null) {
                return null;
            }
            found = found.names.get(name.toString());
        }
        return found;
    }

    private Map<String, Node> folder(Path path) {
        Node folder = find(java.util.Objects.requireNonNull(path.getParent()));
        if (folder == null) {
            throw new AssertionError("the model has no folder for " + path);
        }
        return names(folder);
    }

    private boolean create(Path path) {
        if (!inside(path)) {
            return false;
        }
        return folder(path).putIfAbsent(path.getFileName().toString(), new Node(null, null)) == null;
    }

    private boolean make(Path path, Node node) {
        if (!inside(path)) {
            return false;
        }
        folder(path).put(path.getFileName().toString(), node);
        return true;
    }

    private Node file(Step step) {
        Node file = find(Path.of(step.argument(0)));
        if (file == null) {
            throw new AssertionError("the model has no file " + step.argument(0));
        }
        return file;
    }

    /// The helper writes at the end and nowhere else.
    private boolean append(Step step) {
        Node file = file(step);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(file.content);
        content.writeBytes(step.arguments().get(1));
        file.content = content.toByteArray();
        return true;
    }

    private boolean truncate(Step step) {
        Node file = file(step);
        int length = Integer.parseInt(step.text().replaceAll(".*, ", ""));
        file.content = java.util.Arrays.copyOf(file.content, length);
        return true;
    }

    private boolean sync(Path path) {
        Node node = find(path);
        if (node != null && node.names != null) {
            node.kept = new TreeMap<>(node.names);
        } else if (node != null) {
            node.keptContent = node.content;
        }
        return true;
    }

    private boolean rename(Path from, Path to) {
        if (!inside(from) || !inside(to)) {
            return false;
        }
        Node moved = folder(from).remove(from.getFileName().toString());
        if (moved == null) {
            throw new AssertionError("the model has no " + from);
        }
        folder(to).put(to.getFileName().toString(), moved);
        return true;
    }

    private boolean remove(Path path) {
        return inside(path) && folder(path).remove(path.getFileName().toString()) != null;
    }

    /// Writes what a power cut now would leave, into an empty folder that is there.
    void lay(Path into) throws IOException {
        lay(top, into);
    }

    private static void lay(Node folder, Path into) throws IOException {
        for (Map.Entry<String, Node> entry : folder.kept.entrySet()) {
            Path path = into.resolve(entry.getKey());
            Node node = entry.getValue();
            if (node.target != null) {
                Files.createSymbolicLink(path, Path.of(node.target));
            } else if (node.names != null) {
                Files.createDirectory(path);
                lay(node, path);
            } else {
                Files.write(path, node.keptContent);
            }
        }
    }
}
