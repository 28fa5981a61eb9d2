import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.Search;
import org.agntos.core.grounding.StarterCatalogue;
import org.agntos.core.grounding.index.IndexFolder;
import org.agntos.core.grounding.index.IndexInfo;
import org.agntos.core.grounding.index.IndexProgress;
import org.agntos.core.grounding.index.IndexSources;

/// Tries the search over a folder of real data: `build DATA INDEX` builds the index and prints its milliseconds and the
/// peak of the heap; `type DATA INDEX` types every query letter by letter and prints microseconds: median and 99th
/// percentile of the time that passed, then of the processor time, then how many queries; `score DATA INDEX [wrong]` prints how many queries have something relevant among ten hits.
final class SearchTrial {
    private static final int SHOWN = 10;
    private static final int WARM_ROUNDS = 3;

    private SearchTrial() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[1]);
        IndexFolder folder = new IndexFolder(Path.of(arguments[2]), Path.of(arguments[2], "native"), Clock.systemUTC());
        switch (arguments[0]) {
            case "build" -> build(data, folder);
            case "type" -> type(data, folder);
            case "score" -> score(data, folder, arguments.length > 3);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void build(Path data, IndexFolder folder) throws Exception {
        IndexSources sources = new IndexSources(
                List.of(data.resolve("nixos-options-2025-02.json.gz")),
                List.of(data.resolve("hm-options-release-26.05.json.gz")),
                List.of(data.resolve("nixpkgs-packages.json.gz")),
                List.of(data.resolve("option-renames-2025-2026.json")));
        long begin = System.nanoTime();
        IndexInfo info = folder.build(sources, "trial", StarterCatalogue.load(), IndexProgress.SILENT);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
            }
        }
        System.out.println(millis + " " + (peak >> 20) + " " + info.packages() + " "
                + (info.options() + info.homeOptions()) + " " + (info.bytes() >> 20));
    }

    private static Search open(IndexFolder folder) throws Exception {
        Catalogue catalogue = folder.open(StarterCatalogue.load()).orElseThrow();
        return catalogue.search();
    }

    private static JsonNode queries(Path data) throws Exception {
        return new ObjectMapper().readTree(data.resolve("search-dev.json").toFile());
    }

    private static void type(Path data, IndexFolder folder) throws Exception {
        Search search = open(folder);
        List<String> typed = new ArrayList<>();
        for (JsonNode query : queries(data)) {
            String text = query.get("q").asText();
            for (int length = 1; length <= text.length(); length++) {
                typed.add(text.substring(0, length));
            }
        }
        for (int round = 0; round < WARM_ROUNDS; round++) {
            typed.forEach(text -> search.find(text, Search.Kinds.EVERYTHING, SHOWN));
        }
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        List<Long> wall = new ArrayList<>();
        List<Long> own = new ArrayList<>();
        for (String text : typed) {
            long begin = System.nanoTime();
            long beginOwn = clock.getCurrentThreadCpuTime();
            search.find(text, Search.Kinds.EVERYTHING, SHOWN);
            own.add((clock.getCurrentThreadCpuTime() - beginOwn) / 1000);
            wall.add((System.nanoTime() - begin) / 1000);
            if (System.getenv("AGNTOS_SLOW_QUERIES") != null && own.getLast() > 2000) {
                System.err.println(own.getLast() + " " + text);
            }
        }
        System.out.println(percentile(wall, 50) + " " + percentile(wall, 99) + " " + percentile(own, 50) + " "
                + percentile(own, 99) + " " + typed.size());
    }

    private static long percentile(List<Long> values, int percent) {
        return values.stream().sorted().toList().get((values.size() - 1) * percent / 100);
    }

    private static void score(Path data, IndexFolder folder, boolean showWrong) throws Exception {
        Search search = open(folder);
        Map<String, int[]> found = new TreeMap<>();
        int index = 0;
        for (JsonNode query : queries(data)) {
            List<Hit> hits = search.find(query.get("q").asText(), Search.Kinds.EVERYTHING, SHOWN);
            boolean isRight = hits.stream().anyMatch(hit -> isRelevant(query.get("relevant"), hit));
            String part = index++ % 3 == 2 ? "held back" : "looked at";
            for (String category : List.of(query.get("category").asText(), "overall", "overall, " + part)) {
                int[] count = found.computeIfAbsent(category, _ -> new int[2]);
                count[0] += isRight ? 1 : 0;
                count[1]++;
            }
            if (showWrong && !isRight) {
                System.out.println("- " + query.get("q").asText());
                hits.forEach(hit -> System.out.printf("    %.2f %s %s%n", hit.score(), hit.kind().word(), hit.name()));
            }
        }
        found.forEach((category, count) -> System.out.printf(
                "Success@10 %-20s %3d of %3d  %.2f%n", category, count[0], count[1], (double) count[0] / count[1]));
    }

    private static boolean isRelevant(JsonNode relevant, Hit hit) {
        String name = (hit.kind() == Hit.Kind.PACKAGE ? "pkg:" : "opt:") + hit.name();
        boolean isHome = hit.kind() == Hit.Kind.HOME;
        for (JsonNode wanted : relevant) {
            if (!isHome && wanted.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
