package org.agntos.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Texts that are no requests: every one is refused with a reason, and none is an error of the helper.
class HostileRequestTest {
    private static final Pattern PERCENT = Pattern.compile("%\\{(\\d+)}([0-9A-F]{2})|%([0-9A-F]{2})|([^%])");
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_SEED = 20_000;

    static final class Case {
        private final Verb verb;
        private final byte[] body;
        private final String line;

        Case(Verb verb, byte[] body, String line) {
            this.verb = verb;
            this.body = body;
            this.line = line;
        }

        Verb verb() {
            return verb;
        }

        byte[] body() {
            return body;
        }

        @Override
        public String toString() {
            return line.length() > 120 ? line.substring(0, 120) + "…" : line;
        }
    }

    static Stream<Case> corpus() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                HostileRequestTest.class.getResourceAsStream("/org/agntos/helper/hostile/requests.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines().filter(line -> !line.startsWith("#")).toList().stream()
                            .map(HostileRequestTest::parse);
        }
    }

    private static Case parse(String line) {
        String[] parts = line.split(" ", 2);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Matcher piece = PERCENT.matcher(parts[1]);
        while (piece.find()) {
            if (piece.group(4) != null) {
                body.write(piece.group(4).charAt(0));
            } else {
                int count = piece.group(1) == null ? 1 : Integer.parseInt(piece.group(1));
                String hex = piece.group(1) == null ? piece.group(3) : piece.group(2);
                body.writeBytes(String.valueOf((char) Integer.parseInt(hex, 16))
                        .repeat(count)
                        .getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return new Case(Verb.parse(parts[0]).orElseThrow(), body.toByteArray(), line);
    }

    private static Optional<String> why(Verb verb, byte[] body) {
        try {
            RequestJson.parse(verb, body);
            return Optional.empty();
        } catch (RequestJson.Malformed e) {
            return Optional.of(e.why());
        }
    }

    @Test
    void theCorpusIsThere() throws IOException {
        assertThat(corpus().count()).isGreaterThan(500);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void whatIsNoRequestIsRefusedInPrintableWords(Case hostile) {
        assertThat(why(hostile.verb(), hostile.body()))
                .hasValueSatisfying(why -> assertThat(why)
                        .isNotBlank()
                        .hasSizeLessThan(LONGEST_REASON)
                        .doesNotContainPattern("[\\p{Cntrl}\\p{Cs}\\u202e\\u200b]"));
    }

    @Test
    void depthAndLengthAreBounded() {
        for (String piece : List.of("{\"a\":", "[", "\"", "{\"a\":\"", "[{},", "{\"a\":[")) {
            assertThat(why(Verb.APPLY, piece.repeat(150_000).getBytes(StandardCharsets.UTF_8)))
                    .as(piece)
                    .isPresent();
        }
    }

    /// `-Dagntos.fuzz.seconds=600` for the long run. Whatever is made of the texts of the corpus and of a
    /// good request, the answer is a reason or a request that says the same when it is read again.
    @Test
    void noTextIsAnErrorOfTheReader() throws IOException {
        List<Case> seeds = new ArrayList<>(
                corpus().filter(one -> one.body().length < LONGEST_SEED).toList());
        String plain = new String(seeds.getLast().body(), StandardCharsets.UTF_8)
                .replaceAll("packages/[^\"]*", "packages/a.nix");
        byte[] good = plain.getBytes(StandardCharsets.UTF_8);
        assertThat(why(Verb.APPLY, good)).isEmpty();
        int bad = seeds.size();
        for (int i = 0; i < bad; i++) {
            seeds.add(new Case(Verb.APPLY, good, plain));
        }
        long seed = Long.getLong("agntos.fuzz.seed", System.nanoTime());
        Random random = new Random(seed);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.getInteger("agntos.fuzz.seconds", 3));
        long rounds = 0;
        long accepted = 0;
        while (System.nanoTime() < end) {
            Case one = seeds.get(random.nextInt(seeds.size()));
            byte[] text =
                    mutated(one.body(), seeds.get(random.nextInt(seeds.size())).body(), random);
            Optional<String> why = why(one.verb(), text);
            assertThat(why.orElse("accepted"))
                    .as("seed %d, round %d", seed, rounds)
                    .isNotBlank();
            accepted += why.isEmpty() ? 1 : 0;
            rounds++;
        }
        System.out.printf("fuzz: %d texts, %d of them requests (seed %d)%n", rounds, accepted, seed);
    }

    private static byte[] mutated(byte[] one, byte[] other, Random random) {
        byte[] text = one.clone();
        for (int i = random.nextInt(4); i >= 0 && text.length > 0; i--) {
            int at = random.nextInt(text.length);
            switch (random.nextInt(5)) {
                case 0 -> text[at] = (byte) random.nextInt(256);
                case 1 -> text[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> text = join(text, at, Math.min(text.length, at + random.nextInt(20)), new byte[0]);
                case 3 -> text = join(text, at, at, piece(other, random));
                default -> text = join(text, at, at, piece(text, random));
            }
        }
        return text;
    }

    private static byte[] piece(byte[] of, Random random) {
        if (of.length == 0) {
            return of;
        }
        int from = random.nextInt(of.length);
        return java.util.Arrays.copyOfRange(of, from, Math.min(of.length, from + random.nextInt(200)));
    }

    private static byte[] join(byte[] text, int from, int to, byte[] middle) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(text, 0, from);
        joined.writeBytes(middle);
        joined.write(text, to, text.length - to);
        return joined.toByteArray();
    }
}
