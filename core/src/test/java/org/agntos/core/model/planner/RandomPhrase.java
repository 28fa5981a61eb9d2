package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Makes a text that fits a phrase, taking one way at each fork. For one phrase and one thread.
final class RandomPhrase {
    private static final Map<String, List<String>> SLOTS = Map.ofEntries(
            Map.entry("port", List.of("8080", "22", "70000")),
            Map.entry("number", List.of("5", "80", "0")),
            Map.entry("path", List.of("/srv/data", "~/bin", "/mnt/my-disk/")),
            Map.entry("user", List.of("bob", "ana_1", "x-y")),
            Map.entry("domain", List.of("app.example.org", "example.com")),
            Map.entry("url", List.of("https://example.org/x", "http://10.0.0.1:3000")),
            Map.entry("address", List.of("192.168.1.5", "10.0.0.1/24")),
            Map.entry("email", List.of("ana@example.org")),
            Map.entry("uuid", List.of("1A2B3C4D5E6F7890")),
            Map.entry("device", List.of("/dev/sdb1")),
            Map.entry("time", List.of("2am", "14:30", "midnight", "99:99")),
            Map.entry("days", List.of("30 days", "a month", "2 weeks")),
            Map.entry("period", List.of("every day", "weekly", "every 15 min", "every monday")),
            Map.entry("size", List.of("8 gb", "512M", "50%")),
            Map.entry("dns", List.of("quad9", "cloudflare")),
            Map.entry("layouts", List.of("german", "us international", "bépo")),
            Map.entry("locales", List.of("german", "en_GB", "brazilian portuguese")),
            Map.entry("fonts", List.of("fira code", "noto sans", "jetbrains mono nerd")),
            Map.entry("shells", List.of("zsh", "fish", "nushell")),
            Map.entry("image", List.of("nginx:latest", "ghcr.io/a/b:1")),
            Map.entry("interface", List.of("eth0", "wg0")));

    private final String text;
    private final Random random;
    private int at;

    private RandomPhrase(String text, Random random) {
        this.text = text;
        this.random = random;
    }

    static String of(String phrase, Random random) {
        return new RandomPhrase(phrase, random).either().replaceAll("\\s+", " ").strip();
    }

    private String either() {
        List<String> ways = new ArrayList<>(List.of(sequence()));
        while (at < text.length() && text.charAt(at) == '|') {
            at++;
            ways.add(sequence());
        }
        return ways.get(random.nextInt(ways.size()));
    }

    private String sequence() {
        StringBuilder out = new StringBuilder();
        while (at < text.length() && "|])".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at++);
            switch (c) {
                case '[' -> out.append(inner(true));
                case '(' -> out.append(inner(false));
                case '{' -> out.append(slot());
                case '^', '$', '?', '\\' -> out.append(' ');
                default -> out.append(c);
            }
        }
        return out.toString().replace("...", " some ");
    }

    private String inner(boolean mayBeMissing) {
        String way = either();
        at++;
        return mayBeMissing && random.nextBoolean() ? " " : " " + way + " ";
    }

    private String slot() {
        int close = text.indexOf('}', at);
        String[] parts = text.substring(at, close).split(":", 2);
        at = close + 1;
        List<String> values = SLOTS.getOrDefault(parts[parts.length - 1], List.of("thing"));
        return " " + values.get(random.nextInt(values.size())) + " ";
    }
}
