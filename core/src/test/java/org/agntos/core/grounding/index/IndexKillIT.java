package org.agntos.core.grounding.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.StarterCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A builder that is killed, at any moment, leaves an index that serves. `-Dagntos.index.kills=100` for more.
class IndexKillIT {
    private static final int KILLS = Integer.getInteger("agntos.index.kills", 6);
    private static final int PACKAGES = 20_000;

    @TempDir
    Path work;

    /// The program that is killed: builds an index of the revision its last argument names.
    static final class Builder {
        private Builder() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            Path work = Path.of(arguments[0]);
            IndexSources sources = new IndexSources(
                    List.of(work.resolve("options.json")),
                    List.of(),
                    List.of(work.resolve("packages.json")),
                    List.of());
            folder(work).build(sources, arguments[1], StarterCatalogue.load(), IndexProgress.SILENT);
        }
    }

    private static IndexFolder folder(Path work) {
        return new IndexFolder(work.resolve("index"), work.resolve("native"), Clock.systemUTC());
    }

    private Process start(String revision) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Builder.class.getName(),
                        work.toString(),
                        revision)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("log.txt").toFile())
                .start();
    }

    private void writeSources() throws IOException {
        Files.writeString(work.resolve("options.json"), SampleSources.OPTIONS);
        StringBuilder packages = new StringBuilder("{");
        for (int i = 0; i < PACKAGES; i++) {
            packages.append("\"package-")
                    .append(i)
                    .append("\": {\"version\": \"")
                    .append(i)
                    .append("\"},\n");
        }
        packages.append("\"last\": {}}");
        Files.writeString(work.resolve("packages.json"), packages);
    }

    @Test
    void whoeverIsKilledWhileBuildingLeavesAnIndexThatServes() throws IOException, InterruptedException {
        writeSources();
        long begin = System.nanoTime();
        assertThat(start("first").waitFor())
                .as(Files.readString(work.resolve("log.txt")))
                .isZero();
        long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        Random random = new Random(11);
        int completed = 0;
        for (int i = 0; i < KILLS; i++) {
            Process process = start("next-" + i);
            boolean isDone = process.waitFor(random.nextLong(whole / 4, whole + whole / 8), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            completed += isDone ? 1 : 0;
            Catalogue serving = folder(work).open(StarterCatalogue.load()).orElseThrow();
            assertThat(serving.packageAt("package-" + (PACKAGES - 1))).isPresent();
            assertThat(serving.option("services.nginx.enable")).isPresent();
        }
        assertThat(start("last").waitFor()).isZero();
        assertThat(folder(work).open(StarterCatalogue.load()).orElseThrow().source())
                .contains("last");
        try (Stream<Path> files = Files.list(work.resolve("index"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".db")))
                    .as("what the killed ones left is gone; completed by themselves: " + completed)
                    .hasSize(1);
        }
    }
}
