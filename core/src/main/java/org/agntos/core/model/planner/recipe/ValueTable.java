package org.agntos.core.model.planner.recipe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A slot whose words stand in a table, such as keyboard layouts: `swiss german, swiss` with `layout=ch variant=de`.
/// The file `tables/KIND.tsv` has a line for each: names with commas between, a tab, and its columns.
final class ValueTable implements Slot {
    private static final Map<String, ValueTable> READ = new ConcurrentHashMap<>();

    private final Map<String, Map<String, String>> rows;
    private final String regex;

    private ValueTable(Map<String, Map<String, String>> rows) {
        this.rows = rows;
        List<String> names = new ArrayList<>(rows.keySet());
        names.sort(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        this.regex = names.stream()
                .map(name -> Pattern.quote(name).replace(" ", "\\E[ -]\\Q"))
                .collect(Collectors.joining("|", "(?:", ") "));
    }

    static ValueTable called(String kind) {
        return READ.computeIfAbsent(kind, ValueTable::read);
    }

    private static ValueTable read(String kind) {
        Map<String, Map<String, String>> rows = new HashMap<>();
        for (String line : Resources.lines("tables/" + kind + ".tsv")) {
            String[] columns = line.split("\t", 2);
            Map<String, String> values = new HashMap<>();
            for (String pair : columns.length > 1 ? columns[1].split("\t", -1) : new String[0]) {
                String[] parts = pair.split("=", 2);
                values.put(parts[0], parts.length > 1 ? parts[1] : "");
            }
            for (String name : columns[0].split(",", -1)) {
                rows.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), Map.copyOf(values));
            }
        }
        return new ValueTable(rows);
    }

    @Override
    public String regex() {
        return regex;
    }

    @Override
    public Optional<Map<String, String>> read(String name, String found) {
        Map<String, String> row = rows.get(found.toLowerCase(Locale.ROOT));
        Map<String, String> present =
                row == null ? rows.get(found.toLowerCase(Locale.ROOT).replace('-', ' ')) : row;
        if (present == null) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        values.put(name, found);
        present.forEach((column, value) -> values.put(name + "." + column, value));
        return Optional.of(values);
    }
}
