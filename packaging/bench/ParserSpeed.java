import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.agntos.core.nix.syntax.NixSyntax;

/// How many lines a second the parser reads: `ParserSpeed FOLDER ACCEPTED`. Prints files, lines, lines a second of the
/// first pass and of a warm one (the median), and writes the names of the files that parse to ACCEPTED, for a rival.
public final class ParserSpeed {
    private static final int PASSES = 15;

    private ParserSpeed() {}

    public static void main(String[] arguments) throws IOException {
        List<String> texts = new ArrayList<>();
        List<String> accepted = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".nix") && Files.isRegularFile(path))
                    .sorted()
                    .toList()) {
                texts.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                accepted.add(file.toString());
            }
        }
        long lines = texts.stream().mapToLong(text -> text.chars().filter(c -> c == '\n').count()).sum();
        long[] nanos = new long[PASSES];
        for (int pass = 0; pass < PASSES; pass++) {
            long start = System.nanoTime();
            for (int i = texts.size() - 1; i >= 0; i--) {
                if (!NixSyntax.parse(texts.get(i)).problems().isEmpty() && pass == 0) {
                    texts.remove(i);
                    accepted.remove(i);
                }
            }
            nanos[pass] = System.nanoTime() - start;
        }
        Files.write(Path.of(arguments[1]), accepted);
        long first = nanos[0];
        long[] warm = Arrays.copyOfRange(nanos, PASSES / 2, PASSES);
        Arrays.sort(warm);
        System.out.println(accepted.size() + " " + lines + " " + speed(lines, first) + " "
                + speed(lines, warm[warm.length / 2]));
    }

    private static long speed(long lines, long nanos) {
        return Math.round(lines * 1e9 / nanos);
    }
}
