package org.agntos.core.helper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.helper.protocol.HelperEvent;
import org.agntos.helper.protocol.HelperEvent.Phase;
import org.agntos.helper.protocol.HelperEvent.Unit;
import org.agntos.helper.protocol.Json;

/// Understands what Nix and `switch-to-configuration` say through the helper, which only hands it on: makes
/// progress of it, and at the end what a person should know. The numbers are those of Nix's `internal-json`
/// (docs/decisions/0012). For one run of the helper and one thread.
final class RebuildProgress {
    private static final String JSON = "@nix ";
    private static final int DOWNLOAD = 101;
    private static final int BUILDS = 104;
    private static final int PROGRESS = 105;
    private static final int EXPECTED = 106;
    private static final Pattern PLAN = Pattern.compile("th(?:is|ese) (?:([0-9]{1,9}) )?derivations? will be built:");
    private static final Pattern UNITS =
            Pattern.compile("(stopping|restarting|starting|reloading) the following units: (.+)");
    private static final Pattern SESSION =
            Pattern.compile("(display-manager|greetd|systemd-logind|dbus|dbus-broker|user@.*)\\.service");
    private static final List<String> OF_THE_START = List.of("kernel", "initrd", "kernel-modules");

    private final Path root;
    private final List<HelperEvent> told = new ArrayList<>();
    private final Map<Long, Integer> activities = new HashMap<>();
    private final Map<Long, Long> downloads = new HashMap<>();
    private final Map<Unit, List<Long>> last = new HashMap<>();
    private final Set<String> sessionUnits = new TreeSet<>();
    private boolean isNixos;
    private Phase phase = Phase.LOCK;
    private long expectedBytes;
    private long builds;
    private long services;

    /// @param root of the machine, `/` but for tests
    RebuildProgress(Path root) {
        this.root = root;
    }

    /// What to tell instead of one event of the helper, in order.
    List<HelperEvent> of(HelperEvent event) {
        told.clear();
        switch (event) {
            case HelperEvent.Log(String line) when line.startsWith(JSON) -> read(line.substring(JSON.length()));
            case HelperEvent.Log(String line) -> {
                told.add(event);
                text(line);
            }
            case HelperEvent.PhaseStarted(Phase next) -> {
                phase = next;
                told.add(event);
                if (next == Phase.REBUILD) {
                    tell(Unit.EVALUATIONS, 0, 1);
                }
            }
            case HelperEvent.Done done -> {
                if (isNixos && !done.unchanged()) {
                    notes();
                }
                told.add(event);
            }
            case HelperEvent.Hello hello -> {
                isNixos = hello.machine().equals("nixos");
                told.add(event);
            }
            case HelperEvent.Failed _, HelperEvent.Progress _ -> told.add(event);
        }
        return List.copyOf(told);
    }

    private void read(String json) {
        JsonNode event;
        try {
            event = Json.parseObject(json);
        } catch (JsonProcessingException e) {
            return; // The helper hands such a line on as words, too.
        }
        long id = event.path("id").asLong();
        int type = event.path("type").asInt();
        switch (event.path("action").asText()) {
            case "start" -> {
                // What is downloaded before the plan is known is not part of it.
                if (type == BUILDS || (type == DOWNLOAD && expectedBytes > 0)) {
                    activities.put(id, type);
                }
                if (type == BUILDS) {
                    tell(Unit.EVALUATIONS, 1, 1);
                }
            }
            case "stop" -> activities.remove(id);
            case "result" -> result(id, type, event.path("fields"));
            default -> {}
        }
    }

    private void result(long id, int type, JsonNode fields) {
        long first = fields.path(0).asLong();
        long second = fields.path(1).asLong();
        if (type == EXPECTED && first == DOWNLOAD) {
            expectedBytes = Math.max(expectedBytes, second);
        } else if (type == PROGRESS && activities.getOrDefault(id, 0) == BUILDS && second > 0) {
            tell(Unit.BUILDS, first, second);
        } else if (type == PROGRESS && activities.getOrDefault(id, 0) == DOWNLOAD) {
            downloads.put(id, first);
            long done = downloads.values().stream().mapToLong(Long::longValue).sum();
            expectedBytes = Math.max(expectedBytes, Math.max(done, second));
            long step = Math.max(1, expectedBytes / 100);
            tell(Unit.BYTES, done == expectedBytes ? done : done / step * step, Math.max(1, expectedBytes));
        }
    }

    private void tell(Unit unit, long done, long total) {
        List<Long> now = List.of(done, total);
        if (!now.equals(last.put(unit, now))) {
            told.add(new HelperEvent.Progress(phase, unit, done, total));
        }
    }

    private void text(String line) {
        Matcher plan = PLAN.matcher(line);
        Matcher units = UNITS.matcher(line);
        if (plan.matches()) {
            builds = plan.group(1) == null ? 1 : Long.parseLong(plan.group(1));
        } else if (line.startsWith("building '") && !last.containsKey(Unit.BUILDS)) {
            told.add(new HelperEvent.Progress(phase, Unit.BUILDS, 0, Math.max(1, builds)));
        } else if (units.matches()) {
            List<String> names = List.of(units.group(2).split(", ", -1));
            services += names.size();
            tell(Unit.SERVICES, services, services);
            if (!units.group(1).matches("starting|reloading")) {
                names.stream().filter(SESSION.asMatchPredicate()).forEach(sessionUnits::add);
            }
        }
    }

    private void notes() {
        if (OF_THE_START.stream().anyMatch(this::isOther)) {
            told.add(new HelperEvent.Log(
                    "The kernel, its modules or the initial disk are new: start the machine again to use them."));
        }
        if (!sessionUnits.isEmpty()) {
            String units = String.join(", ", sessionUnits);
            told.add(new HelperEvent.Log("This ends sessions, because it restarts " + units + "."));
        }
    }

    private boolean isOther(String part) {
        Path booted = root.resolve("run/booted-system").resolve(part);
        Path now = root.resolve("run/current-system").resolve(part);
        try {
            return Files.exists(booted)
                    && Files.exists(now)
                    && !booted.toRealPath().equals(now.toRealPath());
        } catch (IOException e) {
            return false; // It was removed just now.
        }
    }
}
