import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
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
/// peak of the heap; `type DATA INDEX` types every query letter by letter and prints the microseconds of the median and
/// of the 99th percentile; `score DATA INDEX [wrong]` prints how many queries have something relevant among ten hits.
final class SearchTrial {
    private static final int SHOWN = 10;

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
        for (var pool : java.lang.management.ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == java.lang.management.MemoryType.HEAP) {
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
        long[] times = null;
        for (int round = 0; round < 5; round++) {
            times = typed.stream().mapToLong(text -> micros(search, text)).toArray();
            long[] sorted = times.clone();
            Arrays.sort(sorted);
            System.out.println(sorted[sorted.length / 2] + " " + sorted[sorted.length * 99 / 100] + " "
                    + sorted[sorted.length - 1] + " " + sorted.length);
        }
        if (System.getenv("SLOW") != null) {
            for (int i = 0; i < times.length; i++) {
                if (times[i] > 2000) {
                    System.err.println(times[i] + " " + typed.get(i));
                }
            }
        }
    }

    private static long micros(Search search, String text) {
        long begin = System.nanoTime();
        search.find(text, Search.Kinds.EVERYTHING, SHOWN);
        return (System.nanoTime() - begin) / 1000;
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
