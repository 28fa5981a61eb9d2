package org.agntos.core.change.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.agntos.core.nix.NixTools;
import org.agntos.core.process.RunResult;

/// That of a machine of which it is not known where its configuration is.
final class UnseenConfiguration implements Configuration {
    private final String reason;

    UnseenConfiguration(String reason) {
        this.reason = reason;
    }

    @Override
    public Optional<String> blindness() {
        return Optional.of(reason);
    }

    @Override
    public NixTools.Run evaluate(Path tree) {
        return new NixTools.Run("nothing", new RunResult.NotStarted(reason));
    }

    @Override
    public NixTools.Run plan(Path tree) {
        return evaluate(tree);
    }

    @Override
    public Optional<String> present() {
        return Optional.empty();
    }

    @Override
    public Effects effects(String before, String after) {
        return new Effects(List.of(), List.of());
    }

    @Override
    public String named(String text, Path tree) {
        return text.replace(tree + "/", "");
    }

    @Override
    public int moreRounds() {
        return 0;
    }
}
