package org.agntos.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.agntos.helper.RequestWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestJsonTest {
    private static final TreePath HTOP = new TreePath("packages/htop.nix");
    private static final TreePath OLD = new TreePath("services/old.nix");
    private static final HelperRequest.Reason REASON =
            new HelperRequest.Reason("Install htop", Optional.of("bitte htop 😀"), Optional.empty(), "user");

    private static HelperRequest.Apply apply() {
        FileChanges files = FileChanges.of(
                Map.of(HTOP, "{ }\n"), Set.of(OLD), Map.of(HTOP, Optional.empty(), OLD, Optional.of(Sha256.of("x"))));
        return new HelperRequest.Apply("p-1", files, files.digest(), Optional.of(Sha256.ZERO), REASON);
    }

    static List<HelperRequest> requests() {
        return List.of(
                apply(),
                new HelperRequest.Undo("a-1", Sha256.ZERO, REASON),
                new HelperRequest.Rollback(3, Sha256.ZERO, REASON),
                new HelperRequest.Recover());
    }

    private static String json() {
        return new String(RequestWriter.write(apply()), StandardCharsets.UTF_8);
    }

    /// Why it is refused; empty if it is a request.
    private static Optional<String> why(byte[] body) {
        try {
            RequestJson.parse(Verb.APPLY, body);
            return Optional.empty();
        } catch (RequestJson.Malformed e) {
            return Optional.of(e.why());
        }
    }

    private static String why(String body) {
        return why(body.getBytes(StandardCharsets.UTF_8)).orElse("accepted");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyRequestComesBack(HelperRequest request) throws RequestJson.Malformed {
        assertThat(RequestJson.parse(request.verb(), RequestWriter.write(request)))
                .isEqualTo(request);
    }

    @Test
    void requestIsOneLine() {
        assertThat(json())
                .endsWith("}\n")
                .satisfies(text -> assertThat(text.lines()).hasSize(1));
    }

    record Refused(String from, String to, String why) {}

    static List<Refused> refused() {
        return List.of(
                new Refused("\"protocol\":1", "\"protocol\":2", "another protocol"),
                new Refused("\"protocol\":1,", "", "'protocol' is missing"),
                new Refused("\"protocol\":1", "\"protocol\":1.0", "must be an integer"),
                new Refused("\"protocol\":1", "\"protocol\":true", "must be an integer"),
                new Refused("\"verb\":\"apply\"", "\"verb\":\"undo\"", "not 'apply'"),
                new Refused("\"actor\":\"user\"", "\"actor\":\"root\"", "'user' or 'agent'"),
                new Refused("\"actor\":\"user\"", "\"actor\":\"user\",\"force\":true", "'force' is not known"),
                new Refused("\"actor\":\"user\"", "\"actor\":\"user\",\"actor\":\"agent\"", "Duplicate"),
                new Refused("\"actor\":\"user\"}", "\"actor\":\"user\"}{}", "more than one"),
                new Refused("\"actor\":\"user\"}", "\"actor\":\"user\"", "not one JSON object"),
                new Refused("{\"protocol\"", "[{\"protocol\"", "not a JSON object"),
                new Refused("\"p-1\"", "\"../p\"", "'proposal_id' is not an id"),
                new Refused("\"p-1\"", "null", "'proposal_id' must be a text"),
                new Refused("packages/htop.nix", "packages/../htop.nix", "not a file of the tree"),
                new Refused("packages/htop.nix", "/etc/passwd.nix", "not a file of the tree"),
                new Refused("packages/htop.nix", "flake-info", "not a file of the tree"),
                new Refused("\"delete\":[\"services/old.nix\"]", "\"delete\":[]", "does not touch"),
                new Refused("\"delete\":[\"services/old.nix\"]", "\"delete\":[\"packages/htop.nix\"]", "twice"),
                new Refused("\"delete\":[\"services/old.nix\"]", "\"delete\":\"services/old.nix\"", "must be a list"),
                new Refused("\"base\":{\"packages/htop.nix\":null,", "\"base\":{", "does not name every"),
                new Refused(":null,\"services", ":\"00\",\"services", "sha256"),
                new Refused("{ }\\n", "\\u0000", "NUL"),
                new Refused("{ }\\n", "\\ud800 x", "unpaired surrogate"),
                new Refused("{ }\\n", "\\udc00\\ud800", "unpaired surrogate"),
                new Refused("\"rationale\":null", "\"rationale\":[[[[[[[[[[1]]]]]]]]]]", "nesting"),
                new Refused("\"rationale\":null", "\"rationale\":" + "9".repeat(30), "Number"),
                new Refused("Install htop", "x".repeat(RequestJson.MAX_SUMMARY + 1), "at most"),
                new Refused("{ }\\n", "x".repeat(RequestJson.MAX_BYTES), "larger than 1 MiB"),
                new Refused("{\"protocol\"", "\uFEFF{\"protocol\"", "not one JSON object"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNotTheProtocolIsRefusedWithAReason(Refused refused) {
        assertThat(json()).contains(refused.from());
        String why = why(json().replace(refused.from(), refused.to()));

        assertThat(why).contains(refused.why()).doesNotStartWith("accepted").hasSizeLessThan(400);
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] overlong = RequestWriter.write(apply());
        overlong[overlong.length - 10] = (byte) 0xC0;

        assertThat(why(overlong)).contains("the request is not valid UTF-8");
    }

    @Test
    void tooManyFilesAreRefused() {
        String files = "{\"path\":\"packages/a.nix\",\"content\":\"\"},".repeat(RequestJson.MAX_FILES + 1);

        assertThat(why(json().replace("\"files\":[", "\"files\":[" + files))).contains("at most 1,000");
    }

    /// Whatever bytes are changed, the answer is a request or a reason, never an exception.
    @Test
    void noisyRequestsNeverThrow() {
        Random random = new Random(2026);
        byte[] line = RequestWriter.write(apply());
        int accepted = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] noisy = line.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                noisy[random.nextInt(noisy.length)] = (byte) random.nextInt(256);
            }
            Optional<String> why = why(noisy);
            assertThat(why.orElse("accepted")).isNotBlank();
            accepted += why.isEmpty() ? 1 : 0;
        }
        assertThat(accepted).as("changes that left a request").isPositive();
    }
}
