package org.agntos.helper;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.agntos.helper.protocol.AuditChain;
import org.agntos.helper.protocol.AuditFiles;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.HelperPaths;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.Json;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// A machine of a test, by its folders: what is in them, and requests that fit.
public class MachineFixture {
    public static final HelperRequest.Reason REASON =
            new HelperRequest.Reason("Install htop", Optional.of("please"), Optional.empty(), "user");

    final HelperPaths paths;

    MachineFixture(HelperPaths paths) {
        this.paths = paths;
    }

    public final HelperPaths paths() {
        return paths;
    }

    public static String packageModule(String attribute) {
        return "{ pkgs, ... }: { environment.systemPackages = [ pkgs." + attribute + " ]; }\n";
    }

    public void write(String path, String content) throws IOException {
        Path file = paths.config().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /// Everything under the configuration directory, hidden and temporary files too, but the administrator's
    /// own.
    public SortedMap<String, String> tree() throws IOException {
        SortedMap<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(paths.config())) {
            Stream<Path> managed = files.filter(file -> !Files.isDirectory(file) && !file.endsWith("machine.toml"));
            for (Path file : managed.toList()) {
                tree.put(paths.config().relativize(file).toString(), Files.readString(file));
            }
        }
        return tree;
    }

    /// A change against the tree as it is now. @param writes new content by path; @param deletes paths
    public HelperRequest.Apply apply(Map<String, String> writes, Set<String> deletes) throws IOException {
        Map<TreePath, String> contents = new TreeMap<>();
        writes.forEach((path, content) -> contents.put(new TreePath(path), content));
        Set<TreePath> removed = new TreeSet<>();
        deletes.forEach(path -> removed.add(new TreePath(path)));
        Map<TreePath, Optional<Sha256>> base = new TreeMap<>();
        for (TreePath path : contents.keySet()) {
            base.put(path, present(path));
        }
        for (TreePath path : removed) {
            base.put(path, present(path));
        }
        FileChanges files = FileChanges.of(contents, removed, base);
        return new HelperRequest.Apply("p-" + System.nanoTime(), files, files.digest(), Optional.empty(), REASON);
    }

    private Optional<Sha256> present(TreePath path) throws IOException {
        Path file = paths.config().resolve(path.value());
        return Files.isRegularFile(file) ? Optional.of(Sha256.of(Files.readAllBytes(file))) : Optional.empty();
    }

    public HelperRequest.Apply install(String attribute) throws IOException {
        return apply(Map.of("packages/" + attribute + ".nix", packageModule(attribute)), Set.of());
    }

    /// @param restoring the change the person approved
    public HelperRequest.Undo undo(String entryId, FileChanges restoring) {
        return new HelperRequest.Undo(entryId, restoring.digest(), REASON);
    }

    public HelperRequest.Rollback rollback(int generation, FileChanges restoring) {
        return new HelperRequest.Rollback(generation, restoring.digest(), REASON);
    }

    public List<ObjectNode> auditEntries() throws IOException {
        List<ObjectNode> entries = new ArrayList<>();
        for (Path file : AuditFiles.of(paths)) {
            for (String line : Files.readAllLines(file)) {
                entries.add(Json.parseObject(line));
            }
        }
        return entries;
    }

    public ObjectNode lastEntry() throws IOException {
        return auditEntries().getLast();
    }

    /// Every line is whole and links to the one before, and the head names the last.
    public void assertChainIsWhole() throws IOException {
        if (!Files.exists(paths.auditLog())) {
            if (Files.exists(paths.auditHead())) {
                assertThat(Files.readString(paths.auditHead())).startsWith("{\"entries\":0,");
            }
            return;
        }
        StringBuilder all = new StringBuilder();
        for (Path file : AuditFiles.of(paths)) {
            all.append(Files.readString(file));
        }
        String text = all.toString();
        assertThat(text).endsWith("\n");
        Sha256 last = Sha256.ZERO;
        long count = 0;
        for (String line : text.lines().toList()) {
            Optional<AuditChain.Link> link = AuditChain.link(line.getBytes(StandardCharsets.UTF_8));
            assertThat(link.map(AuditChain.Link::prev)).as(line).contains(last);
            last = link.orElseThrow().hash();
            count++;
        }
        ObjectNode head = Json.parseObject(Files.readString(paths.auditHead()));
        assertThat(head).isEqualTo(Json.object().put("entries", count).put("hash", last.hex()));
    }

    public Optional<Integer> currentGeneration() throws IOException {
        if (!Files.isSymbolicLink(paths.profile())) {
            return Optional.empty();
        }
        String link = Files.readSymbolicLink(paths.profile()).toString();
        return Optional.of(Integer.parseInt(link.replaceAll("\\D", "")));
    }

    /// No journal, nothing staged, nothing hidden.
    public void assertNothingIsLeftOver() throws IOException {
        assertThat(paths.journal()).isEmptyDirectory();
        assertThat(tree().keySet()).allMatch(name -> name.endsWith(".nix") && !name.contains("/."));
    }
}
