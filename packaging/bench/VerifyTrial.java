import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.agntos.core.CoreComposition;
import org.agntos.core.change.verify.CheckedMachine;
import org.agntos.core.change.verify.Verifier;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.StarterCatalogue;
import org.agntos.core.grounding.index.IndexFolder;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// `VerifyTrial HOME [INDEX]` looks at the syntax and the names of some hundred changes, right and wrong ones, as
/// verification does before it asks Nix, and prints the microseconds of the median, of the 99th percentile and of the
/// slowest, what the processor worked for the 99th percentile, and how many there were. Without an index the starter catalogue is looked into.
final class VerifyTrial {
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private VerifyTrial() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Catalogue catalogue = catalogue(arguments);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("HOME", home.toString());
        environment.put("AGNTOS_MACHINE", "practice");
        environment.put("AGNTOS_NIX", "none");
        try (CoreComposition core = new CoreComposition(environment, Clock.systemUTC(), () -> catalogue)) {
            core.machine().prepare();
            CheckedMachine machine = CheckedMachine.of(core.machine(), core.nix(), core.processes(), environment);
            Verifier verifier = new Verifier(machine, core.nix(), () -> catalogue);
            List<FileChanges> changes = changes(catalogue);
            for (int round = 0; round < 5; round++) {
                long[] work = new long[changes.size()];
                long[] times = new long[changes.size()];
                for (int i = 0; i < times.length; i++) {
                    long before = THREAD.getCurrentThreadCpuTime();
                    times[i] = micros(verifier, changes.get(i));
                    work[i] = (THREAD.getCurrentThreadCpuTime() - before) / 1_000;
                }
                Arrays.sort(times);
                Arrays.sort(work);
                System.out.println(times[times.length / 2] + " " + times[times.length * 99 / 100] + " "
                        + times[times.length - 1] + " " + work[work.length * 99 / 100] + " " + times.length);
            }
        }
    }

    private static Catalogue catalogue(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            return StarterCatalogue.load();
        }
        Path folder = Path.of(arguments[1]);
        return new IndexFolder(folder, folder.resolve("native"), Clock.systemUTC())
                .open(StarterCatalogue.load())
                .orElseThrow();
    }

    private static long micros(Verifier verifier, FileChanges change) {
        long begin = System.nanoTime();
        verifier.verify(change);
        return (System.nanoTime() - begin) / 1_000;
    }

    /// Every kind of mistake beside what is right, and one of each ten over eight files.
    private static List<FileChanges> changes(Catalogue catalogue) {
        List<String> packages = catalogue.packages().stream().map(entry -> entry.attribute()).limit(300).toList();
        List<String> options = catalogue.options().stream()
                .map(entry -> entry.path())
                .filter(path -> path.matches("[\\w.-]+"))
                .limit(300)
                .toList();
        List<FileChanges> found = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Map<TreePath, String> writes = new TreeMap<>();
            for (int file = 0; file < (i % 10 == 0 ? 8 : 1); file++) {
                String attribute = packages.get((i + file) % packages.size()) + (i % 3 == 0 ? "x" : "");
                String option = options.get((i + file) % options.size()) + (i % 4 == 0 ? "d" : "");
                writes.put(
                        new TreePath("options/change" + file + ".nix"),
                        "{ pkgs, ... }:\n\n{\n  environment.systemPackages = [ pkgs." + attribute + " ];\n  " + option
                                + " = " + (i % 5 == 0 ? "\"yes\"" : "true") + (i % 7 == 0 ? "" : ";") + "\n}\n");
            }
            Map<TreePath, Optional<Sha256>> base = new TreeMap<>();
            writes.keySet().forEach(path -> base.put(path, Optional.empty()));
            found.add(FileChanges.of(writes, Set.of(), base));
        }
        return found;
    }
}
