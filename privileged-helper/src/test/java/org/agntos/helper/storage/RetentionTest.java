package org.agntos.helper.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path home;

    private HelperPaths paths;
    private Archive store;

    @BeforeEach
    void layDown() throws IOException {
        paths = HelperPaths.practice(Map.of("HOME", home.toString()));
        Files.createDirectories(paths.journal());
        Files.createDirectories(paths.config());
        Files.createDirectories(paths.manifest(1).getParent());
        store = new Archive(paths);
    }

    private Sha256 kept(String text, int daysAgo) throws IOException {
        Sha256 hash = Sha256.of(text);
        store.put(text.getBytes(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(paths.snapshot(hash), FileTime.from(NOW.minus(Duration.ofDays(daysAgo))));
        return hash;
    }

    /// Whatever is there: what an existing generation or the term needs stays, and with no room to spare the
    /// rest goes.
    @Test
    void whatIsNeededIsNeverRemoved() throws IOException {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            Map<Sha256, Integer> ages = new TreeMap<>((one, other) -> one.hex().compareTo(other.hex()));
            for (int i = random.nextInt(30); i >= 0; i--) {
                int age = random.nextInt(100);
                ages.put(kept("content " + seed + "/" + i, age), age);
            }
            Set<Sha256> needed = new HashSet<>();
            Set<Integer> existing = new HashSet<>();
            List<Sha256> hashes = new ArrayList<>(ages.keySet());
            for (int generation = 1; generation <= 6; generation++) {
                TreeMap<TreePath, Sha256> files = new TreeMap<>();
                for (int file = random.nextInt(4); file > 0; file--) {
                    files.put(new TreePath("packages/p" + file + ".nix"), hashes.get(random.nextInt(hashes.size())));
                }
                store.stage(generation, files);
                store.commit(generation);
                if (random.nextBoolean()) {
                    existing.add(generation);
                    needed.addAll(files.values());
                }
            }
            int days = random.nextInt(60);
            long bytes = random.nextBoolean() ? 0 : random.nextInt(400);

            write(days, bytes);
            store.collect(existing::contains, NOW);

            long left = 0;
            boolean isAnyRemovableLeft = false;
            for (Map.Entry<Sha256, Integer> each : ages.entrySet()) {
                boolean isThere = Files.exists(paths.snapshot(each.getKey()));
                boolean isKept = needed.contains(each.getKey()) || each.getValue() <= days;
                assertThat(isThere || !isKept).as("seed %d", seed).isTrue();
                left += isThere ? Files.size(paths.snapshot(each.getKey())) : 0;
                isAnyRemovableLeft |= isThere && !isKept;
            }
            assertThat(left <= bytes || !isAnyRemovableLeft).as("seed %d", seed).isTrue();
            for (Sha256 hash : hashes) {
                Files.deleteIfExists(paths.snapshot(hash));
            }
        }
    }

    @Test
    void theLongestUnusedGoFirst() throws IOException {
        Sha256 old = kept("old", 90);
        Sha256 older = kept("elder", 95);
        write(10, 4);
        store.collect(_ -> false, NOW);
        assertThat(paths.snapshot(older)).doesNotExist();
        assertThat(paths.snapshot(old)).exists();
    }

    @Test
    void whatIsUsedAgainIsYoung() throws IOException {
        Sha256 hash = kept("text", 90);
        store.put("text".getBytes(StandardCharsets.UTF_8));
        write(10, 0);
        store.collect(_ -> false, Instant.now());
        assertThat(paths.snapshot(hash)).exists();
    }

    @Test
    void aDamagedManifestOfAnExistingGenerationStopsAll() throws IOException {
        store.stage(1, new TreeMap<>());
        store.commit(1);
        Files.writeString(paths.manifest(2), "{");
        Sha256 hash = kept("text", 90);
        write(10, 0);

        assertThat(catchThrowable(() -> store.collect(_ -> true, NOW))).isInstanceOf(IOException.class);
        assertThat(paths.snapshot(hash)).exists();
        store.collect(generation -> generation == 1, NOW);
        assertThat(paths.snapshot(hash)).doesNotExist();
    }

    private void write(long days, long bytes) throws IOException {
        write("snapshots_days = " + days + "\nsnapshots_bytes = " + bytes + "\n");
    }

    private void write(String toml) throws IOException {
        Files.writeString(paths.config().resolve("retention.toml"), toml);
    }

    @Test
    void whatTheAdministratorWroteIsRead() throws IOException {
        Sha256 old = kept("old", 31);
        Sha256 young = kept("young", 29);
        store.stage(1, new TreeMap<>());
        store.collect(_ -> false, NOW);
        assertThat(paths.snapshot(old)).exists();
        write("snapshots_days = 7\nsnapshots_bytes = 1_000_000\n");
        store.collect(_ -> false, NOW);
        assertThat(paths.snapshot(old)).exists();
        write("");
        store.collect(_ -> false, NOW);
        assertThat(paths.snapshot(old)).doesNotExist();
        assertThat(paths.snapshot(young)).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "snapshot_days = 1",
                "snapshots_days = -1",
                "snapshots_days = 1.5",
                "snapshots_days = \"1\"",
                "x",
                "snapshots_days = 36501",
                "snapshots_bytes = -1",
                "[retention]\nsnapshots_days = 1"
            })
    void whatIsNotAsDocumentedIsRefused(String toml) throws IOException {
        write(toml);

        assertThat(catchThrowable(() -> store.collect(_ -> false, NOW)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("retention.toml");
    }
}
