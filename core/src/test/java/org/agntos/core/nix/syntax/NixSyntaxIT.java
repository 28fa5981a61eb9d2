package org.agntos.core.nix.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.agntos.core.nix.NixTools;
import org.agntos.core.process.RunResult;
import org.agntos.core.process.SystemProcessRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our parser and the Nix of this machine come to the same verdict. `-Dagntos.fuzz.minutes=10` makes the random part
/// as long as that; `-Dagntos.fuzz.seed=…` begins elsewhere.
class NixSyntaxIT {
    private static final int MINUTES = Integer.getInteger("agntos.fuzz.minutes", 0);
    private static final Duration LENGTH = MINUTES > 0 ? Duration.ofMinutes(MINUTES) : Duration.ofSeconds(6);
    private static final int BATCH = 2000;

    @TempDir
    Path directory;

    private Language language = Language.NEWEST;

    @BeforeEach
    void nixIsThere() {
        NixTools nix = new NixTools(new SystemProcessRunner(), System.getenv(), directory);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(nix.isPresent()).as("Nix is installed").isTrue();
        }
        assumeTrue(nix.isPresent(), "Nix is not installed here");
        language = Language.ofProgram(nix.version());
    }

    /// How many of the texts Nix accepts, once it is sure that we accept the same.
    private int agreeOn(List<String> texts) throws Exception {
        BitSet accepted = new NixOracle(directory).accepted(texts);
        for (int i = 0; i < texts.size(); i++) {
            List<SyntaxProblem> problems =
                    NixSyntax.parse(texts.get(i), language).problems();
            assertThat(problems.isEmpty())
                    .as("Nix %s, we say %s:\n%s", accepted.get(i) ? "accepts" : "refuses", problems, texts.get(i))
                    .isEqualTo(accepted.get(i));
        }
        return accepted.cardinality();
    }

    @Test
    void theyAgreeOnTheHandWrittenCases() throws Exception {
        assertThat(agreeOn(SyntaxCases.ACCEPTED)).isEqualTo(SyntaxCases.ACCEPTED.size());
        assertThat(agreeOn(new ArrayList<>(SyntaxCases.REFUSED.keySet()))).isZero();
        agreeOn(SyntaxCases.AS_NIX_SAYS);
    }

    /// The quick way of asking Nix gives what the plain one does.
    @Test
    void bothWaysOfAskingNixAgree() throws Exception {
        List<String> texts = new ArrayList<>(SyntaxCases.ACCEPTED);
        texts.addAll(SyntaxCases.REFUSED.keySet());
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            String file = RandomNix.file(random);
            texts.add(file);
            texts.add(RandomNix.spoiled(random, file));
        }
        NixOracle oracle = new NixOracle(directory);

        assertThat(oracle.accepted(texts)).isEqualTo(oracle.parsedApart(texts));
    }

    @Test
    void theyAgreeOnRandomFilesWholeAndSpoiled() throws Exception {
        long seed = Long.getLong("agntos.fuzz.seed", 20);
        long end = System.nanoTime() + LENGTH.toNanos();
        int texts = 0;
        int accepted = 0;
        do {
            Random random = new Random(seed++);
            List<String> batch = new ArrayList<>();
            while (batch.size() < BATCH) {
                String file = RandomNix.file(random);
                batch.add(file);
                batch.add(RandomNix.spoiled(random, file));
            }
            texts += BATCH;
            accepted += agreeOn(batch);
        } while (System.nanoTime() < end);
        System.out.println("NixSyntaxIT: same verdict on " + texts + " texts, " + accepted + " of them accepted");
        assertThat(accepted).isBetween(texts / 50, texts - texts / 10);
    }

    /// What a text says is what Nix evaluates it to.
    @Test
    void stringsMeanWhatNixMakesOfThem() throws Exception {
        NixTools nix = new NixTools(new SystemProcessRunner(), System.getenv(), directory);
        Random random = new Random(7);
        List<String> pieces =
                List.of("a", " ", "  ", "\n", "\n   ", "''$", "'''", "''\\n", "''\\t", "$", "'", "\\", "\t");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(14); length > 0; length--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            texts.add("''" + text + "''");
            texts.add("\"" + text.toString().replace("\\", "\\\\") + "\"");
        }
        texts.removeIf(text -> value(text).isEmpty());
        assertThat(texts).hasSizeGreaterThan(300);
        Map<String, String> evaluated = new HashMap<>();
        String list = "[ " + String.join("\n", texts) + " ]";
        RunResult.Exited result = (RunResult.Exited) nix.evaluate(list).result();
        JsonNode values = new ObjectMapper().readTree(result.out().text());
        for (int i = 0; i < texts.size(); i++) {
            evaluated.put(texts.get(i), values.get(i).asText());
        }
        evaluated.forEach((text, value) -> assertThat(value(text)).as(text).contains(value));
    }

    private Optional<String> value(String text) {
        SyntaxTree tree = NixSyntax.parse(text, language);
        return tree.problems().isEmpty() ? tree.root().children().getFirst().stringValue() : Optional.empty();
    }
}
