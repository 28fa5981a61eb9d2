package org.agntos.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// Everything of [AgntctlIT] once more as a user without any rights, and all of it with real Nix. Only root can become
/// that user; elsewhere [AgntctlIT] itself is run by an ordinary user, and this one says that it was not run.
class AgntctlAsOrdinaryUserIT extends AgntctlIT {
    private static final String USER = "65534";

    @TempDir
    private static Path programs;

    private static String classPath = "";

    /// The programs, where that user can read them.
    @BeforeAll
    static void copyPrograms() throws IOException, InterruptedException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can become another user");
        StringJoiner copies = new StringJoiner(File.pathSeparator);
        int number = 0;
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            Path original = Path.of(entry);
            if (!entry.isEmpty() && Files.exists(original)) {
                Path copy = programs.resolve(++number + "-" + original.getFileName());
                succeed("cp", "-r", entry, copy.toString());
                copies.add(copy.toString());
            }
        }
        succeed("chmod", "-R", "a+rX", programs.toString());
        classPath = copies.toString();
    }

    private static void succeed(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }

    @Override
    Ctl ctl(Path home) {
        try {
            succeed("chown", "-R", USER + ":" + USER, home.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        List<String> become = List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups");
        return new Ctl(home, become, classPath);
    }

    @Override
    void spareNix() {
        needsNix();
    }
}
