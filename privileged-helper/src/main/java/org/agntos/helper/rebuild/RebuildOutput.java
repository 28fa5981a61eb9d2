package org.agntos.helper.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.helper.protocol.HelperEvent.Unit;
import org.agntos.helper.protocol.Json;

/// Understands what Nix and `switch-to-configuration` write: progress, lines for people, and the last of those. The
/// numbers are those of Nix's `internal-json` (docs/decisions/0012). Safe for any thread.
final class RebuildOutput implements Consumer<String> {
    private static final String JSON = "@nix ";
    private static final int MAX_LINES = 200;
    private static final int MAX_LINE_LENGTH = 2_000;
    private static final int INFO = 3;
    private static final int DOWNLOAD = 101;
    private static final int BUILDS = 104;
    private static final int LOG_LINE = 101;
    private static final int PROGRESS = 105;
    private static final int EXPECTED = 106;
    private static final Pattern PLAN = Pattern.compile("th(?:is|ese) (?:([0-9]{1,9}) )?derivations? will be built:");
    private static final Pattern UNITS =
            Pattern.compile("(stopping|restarting|starting|reloading) the following units: (.+)");
    private static final Pattern SESSION =
            Pattern.compile("(display-manager|greetd|systemd-logind|dbus|dbus-broker|user@.*)\\.service");

    private final Progress progress;
    private final Deque<String> tail = new ArrayDeque<>();
    private final Map<Long, Integer> activities = new HashMap<>();
    private final Map<Long, Long> downloads = new HashMap<>();
    private final Map<Unit, List<Long>> told = new HashMap<>();
    private final Set<String> sessionUnits = new TreeSet<>();
    private boolean isInputLost;
    private long expectedBytes;
    private long builds;
    private long services;

    RebuildOutput(Progress progress) {
        this.progress = progress;
    }

    /// The last lines for people, at most 200.
    synchronized List<String> tail() {
        return List.copyOf(tail);
    }

    /// True if Nix has warned that the managed tree is not read.
    synchronized boolean isInputLost() {
        return isInputLost;
    }

    /// Units without which nobody stays logged in that were stopped or restarted.
    synchronized List<String> sessionUnits() {
        return List.copyOf(sessionUnits);
    }

    @Override
    public synchronized void accept(String line) {
        if (!line.startsWith(JSON)) {
            text(line);
            return;
        }
        try {
            event(Json.parseObject(line.substring(JSON.length())));
        } catch (JsonProcessingException e) {
            text(line);
        }
    }

    private void event(JsonNode event) {
        long id = event.path("id").asLong();
        int type = event.path("type").asInt();
        switch (event.path("action").asText()) {
            case "msg" -> say(event.path("level").asInt(), event.path("msg").asText());
            case "start" -> {
                say(event.path("level").asInt(), event.path("text").asText());
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
        if (type == LOG_LINE) {
            say(INFO, fields.path(0).asText());
        } else if (type == EXPECTED && first == DOWNLOAD) {
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
        if (!now.equals(told.put(unit, now))) {
            progress.progress(unit, done, total);
        }
    }

    private void say(int level, String message) {
        if (level <= INFO && !message.isBlank()) {
            message.lines().map(TerminalText::plain).forEach(this::text);
        }
    }

    private void text(String line) {
        String shown = line.length() > MAX_LINE_LENGTH ? line.substring(0, MAX_LINE_LENGTH) : line;
        tail.addLast(shown);
        if (tail.size() > MAX_LINES) {
            tail.removeFirst();
        }
        progress.log(shown);
        isInputLost |= NixosRebuild.isLostInput(shown);
        Matcher plan = PLAN.matcher(shown);
        Matcher units = UNITS.matcher(shown);
        if (plan.matches()) {
            builds = plan.group(1) == null ? 1 : Long.parseLong(plan.group(1));
        } else if (shown.startsWith("building '") && !told.containsKey(Unit.BUILDS)) {
            progress.progress(Unit.BUILDS, 0, Math.max(1, builds));
        } else if (units.matches()) {
            List<String> names = List.of(units.group(2).split(", ", -1));
            services += names.size();
            progress.progress(Unit.SERVICES, services, services);
            if (!units.group(1).matches("starting|reloading")) {
                names.stream().filter(SESSION.asMatchPredicate()).forEach(sessionUnits::add);
            }
        }
    }
}
