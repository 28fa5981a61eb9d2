package org.agntos.core.nix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.agntos.core.process.RunResult;
import org.agntos.core.process.SystemProcessRunner;

/// The Nix of this machine. Without it a test is skipped, except where `CI=true`, where it fails.
final class RealNix {
    private RealNix() {}

    static NixTools in(Path directory) {
        NixTools nix = new NixTools(new SystemProcessRunner(), System.getenv(), directory);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(nix.isPresent()).as("Nix is installed").isTrue();
        }
        assumeTrue(nix.isPresent(), "Nix is not installed here");
        return nix;
    }

    /// What evaluating gives, as JSON.
    static String evaluate(NixTools nix, String expression) throws InterruptedException {
        RunResult result = nix.evaluate(expression).result();
        assertThat(result).isInstanceOf(RunResult.Exited.class);
        RunResult.Exited exited = (RunResult.Exited) result;
        assertThat(exited.isSuccess())
                .as(exited.err().text() + "\n" + expression)
                .isTrue();
        return exited.out().text();
    }
}
