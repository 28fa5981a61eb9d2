package org.agntos.core.nix;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Makes values of every kind that JSON can show, with a liking for what is hard to escape.
final class RandomNixValue {
    private static final List<String> PIECES = List.of(
            "a", "B", "0", " ", "  ", "\n", "\n", "\t", "\r", "'", "''", "'''", "$", "${", "}", "$$", "\\", "\"", "\\n",
            "#", "/*", ";", "=", "ä", "日本", "😀", "\u0001", "\u007f", "\u00a0", "\u2028", "\n  ", "''\\", "''$", "''${",
            "x.y", "if", "\n\n");
    private static final List<String> NAMES =
            List.of("enable", "if", "or", "a.b", "", "ä", "a b", "${x}", "\"", "\\", "a'b", "x-y", "1", "\n", "_");
    private static final List<Long> NUMBERS =
            List.of(0L, 1L, -1L, 65535L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1);

    private final RandomGenerator random;

    RandomNixValue(RandomGenerator random) {
        this.random = random;
    }

    NixValue next(int depth) {
        return switch (random.nextInt(depth > 3 ? 6 : 8)) {
            case 0 -> new NixValue.Null();
            case 1 -> new NixValue.Bool(random.nextBoolean());
            case 2 -> new NixValue.Int(pick(NUMBERS));
            case 3 -> new NixValue.Decimal(BigDecimal.valueOf(random.nextInt(-4000, 4000), 3));
            case 4, 5 -> new NixValue.Text(text());
            case 6 -> list(depth);
            default -> attributes(depth);
        };
    }

    private NixValue list(int depth) {
        List<NixValue> items = new ArrayList<>();
        for (int i = random.nextInt(11); i > 0; i--) {
            items.add(next(depth + 1));
        }
        return new NixValue.ListOf(items);
    }

    private NixValue attributes(int depth) {
        Map<String, NixValue> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            entries.put(random.nextBoolean() ? pick(NAMES) : text(), next(depth + 1));
        }
        return new NixValue.Attributes(entries);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(14); i > 0; i--) {
            text.append(pick(PIECES));
        }
        return text.toString();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
