package org.agntos.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agntos.core.change.FileDiff;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our patches, applied by the programs that people apply patches with.
class PatchTextIT {
    private static final int FILES = 300;

    @TempDir
    Path folder;

    private final Random random = new Random(20261120);

    @ParameterizedTest
    @ValueSource(strings = {"git apply -", "patch -p1 --quiet"})
    void everyChangeArrivesToTheLastByte(String program) throws IOException, InterruptedException {
        List<FileDiff> diffs = new ArrayList<>();
        SortedMap<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < FILES; i++) {
            String path = "packages/p" + i + ".nix";
            String before = i % 10 == 0 ? null : text(random.nextInt(1, 40));
            String after = i % 10 == 1 ? null : before == null ? text(1 + i % 7) : edited(before);
            diffs.add(new FileDiff(new TreePath(path), before, after));
            if (before != null) {
                Files.createDirectories(folder.resolve("packages"));
                Files.writeString(folder.resolve(path), before);
            }
            if (after != null) {
                wanted.put(path, after);
            }
        }

        run(program, PatchText.of(diffs));

        assertThat(tree()).isEqualTo(wanted);
    }

    private String text(int lines) {
        String body = IntStream.range(0, lines)
                .mapToObj(i -> "line " + random.nextInt(5) + (random.nextInt(9) == 0 ? " ä\u202e-- +" : ""))
                .collect(Collectors.joining("\n"));
        return random.nextBoolean() ? body : body + "\n";
    }

    private String edited(String before) {
        List<String> lines = new ArrayList<>(List.of(before.split("\n", -1)));
        for (int edits = random.nextInt(5); edits >= 0; edits--) {
            int at = random.nextInt(lines.size());
            switch (random.nextInt(3)) {
                case 0 -> lines.add(at, "new " + random.nextInt());
                case 1 -> lines.set(at, "- changed");
                default -> {
                    if (lines.size() > 2) {
                        lines.remove(at);
                    }
                }
            }
        }
        return String.join("\n", lines);
    }

    private void run(String program, String patch) throws IOException, InterruptedException {
        Path log = Files.createTempFile("patch", ".log");
        Process process = new ProcessBuilder(program.split(" "))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (var input = process.getOutputStream()) {
            input.write(patch.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
        Files.delete(log);
    }

    private SortedMap<String, String> tree() throws IOException {
        SortedMap<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return tree;
    }
}
