package org.agntos.core.helper;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.agntos.core.change.Obstacle;
import org.agntos.core.change.SubmitChange.Outcome;
import org.agntos.helper.protocol.Verb;

/// How the helper is started on a practice machine: as whoever runs this, without pkexec, with nothing of our
/// environment but what it needs.
public final class HelperProgram implements HelperAccess {
    /// System property with the path of the helper's launcher; the scripts of an installation set it.
    public static final String PROPERTY = "agntos.helper";

    /// The last tells the helper that we ourselves run with somebody else's rights, which it refuses.
    private static final List<String> PASSED = List.of("HOME", "PATH", "LANG", "XDG_DATA_HOME", "SUDO_UID");

    /// Never passed on: to the helper it means that pkexec started it, for the real machine.
    private static final String PKEXEC = "PKEXEC_UID";
    private static final String OWN = "AGNTOS_";

    private final List<String> argv;
    private final Map<String, String> environment;

    private final boolean isElevated;

    private HelperProgram(List<String> argv, Map<String, String> environment) {
        this.argv = List.copyOf(argv);
        this.environment = passed(environment);
        this.isElevated = environment.containsKey(PKEXEC);
    }

    /// The launcher that the properties name; without one (tests, a development environment) this Java with
    /// this class path.
    public static HelperProgram of(Properties properties, Map<String, String> environment) {
        String launcher = properties.getProperty(PROPERTY, "");
        return new HelperProgram(launcher.isEmpty() ? fromClassPath(properties) : List.of(launcher), environment);
    }

    private static List<String> fromClassPath(Properties properties) {
        Path java = Path.of(properties.getProperty("java.home", ""), "bin", "java");
        return List.of(
                java.toString(),
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absolute(properties.getProperty("java.class.path", "")),
                "org.agntos.helper.Main");
    }

    /// The helper does not run in our directory.
    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private static Map<String, String> passed(Map<String, String> environment) {
        Map<String, String> passed = new HashMap<>();
        environment.forEach((name, value) -> {
            if (PASSED.contains(name) || name.startsWith(OWN)) {
                passed.put(name, value);
            }
        });
        return Map.copyOf(passed);
    }

    List<String> argv() {
        return argv;
    }

    Map<String, String> environment() {
        return environment;
    }

    @Override
    public Way open(Verb verb) {
        if (isElevated) {
            return new Way.Closed(new Obstacle.ElevatedPractice());
        }
        List<String> full = new ArrayList<>(argv);
        full.add(verb.word());
        return new Way.Open(full, environment, Optional.empty(), HelperProgram::neverBegan);
    }

    private static Outcome neverBegan(int status, String said) {
        String words = said.isEmpty() ? "" : " It said: " + said;
        return new Outcome.HelperLost(
                "The helper did not begin its work (status " + status + "). Nothing was changed." + words,
                "Check the installation; what it said is above.");
    }
}
