package org.agntos.core.grounding.search;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.Spelling;

/// All that is searched, in plain arrays: quick to load, immutable from then on. Documents are numbered by how
/// prominent they are, the most prominent first, so that where a word stands in thousands of names the first of them
/// are the ones to show.
public final class SearchData {
    /// The word is what the document is called.
    static final int HEAD = 0;
    /// The word is part of its name, or another word people use for it.
    static final int NAME = 1;
    /// The word stands in its description.
    static final int TEXT = 2;

    private static final int FIELDS = 4;

    final Names names;
    final Terms terms;
    /// Where the places of each term begin in `places`.
    final int[] firstPlaces;
    /// The documents a term stands in, each times four plus the field.
    final int[] places;
    final byte[] kinds;
    /// How prominent each document is, 0 to 255.
    final byte[] ranks;
    /// The terms that stand in names.
    final Terms.ByLength nameTerms;

    SearchData(Names names, Terms terms, int[] firstPlaces, int[] places, byte[] kinds, byte[] ranks) {
        this.names = names;
        this.terms = terms;
        this.firstPlaces = firstPlaces;
        this.places = places;
        this.kinds = kinds;
        this.ranks = ranks;
        this.nameTerms = nameTerms();
    }

    private Terms.ByLength nameTerms() {
        int[] found = new int[terms.size()];
        int count = 0;
        for (int term = 0; term < terms.size(); term++) {
            boolean isInName = false;
            for (int i = firstPlaces[term]; i < firstPlaces[term + 1] && !isInName; i++) {
                isInName = field(places[i]) != TEXT;
            }
            if (isInName) {
                found[count++] = term;
            }
        }
        return terms.byLength(Arrays.copyOf(found, count));
    }

    static int place(int document, int field) {
        return document * FIELDS + field;
    }

    static int field(int place) {
        return place % FIELDS;
    }

    static int document(int place) {
        return place / FIELDS;
    }

    /// How many documents there are.
    public int size() {
        return kinds.length;
    }

    public Hit.Kind kind(int document) {
        return switch (kinds[document]) {
            case 0 -> Hit.Kind.OPTION;
            case 1 -> Hit.Kind.PACKAGE;
            default -> Hit.Kind.HOME;
        };
    }

    /// How a kind is written in `kinds`.
    static byte code(Hit.Kind kind) {
        return switch (kind) {
            case OPTION -> 0;
            case PACKAGE -> 1;
            case HOME -> 2;
        };
    }

    public String name(int document) {
        return names.name(document);
    }

    /// The document of this kind with this very name.
    public Optional<Integer> find(Hit.Kind kind, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        for (int place = names.firstFrom(wanted); names.isAt(place, wanted); place++) {
            if (kinds[names.at(place)] == code(kind)) {
                return Optional.of(names.at(place));
            }
        }
        return Optional.empty();
    }

    /// The documents of this kind that are called so, the most prominent first.
    public IntStream called(Hit.Kind kind, String key) {
        int term = terms.find(key);
        return term < 0 ? IntStream.empty() : heads(term, kind);
    }

    private IntStream heads(int term, Hit.Kind kind) {
        return Arrays.stream(places, firstPlaces[term], firstPlaces[term + 1])
                .filter(place -> field(place) == HEAD && kinds[document(place)] == code(kind))
                .map(SearchData::document);
    }

    /// The documents of this kind that are called nearly so: at most `limit`, the nearest first, among equals the most
    /// prominent.
    public List<Integer> nearest(Hit.Kind kind, String key, int limit) {
        int most = Spelling.tolerance(key);
        List<int[]> found = new ArrayList<>();
        terms.similar(
                key,
                most,
                nameTerms,
                (term, slips) -> heads(term, kind).forEach(document -> found.add(new int[] {slips, document})));
        found.sort(Comparator.comparingInt((int[] near) -> near[0]).thenComparingInt(near -> near[1]));
        return found.stream().map(near -> near[1]).distinct().limit(limit).toList();
    }

    /// True if a name of this kind begins so.
    public boolean hasPrefix(Hit.Kind kind, String prefix) {
        byte[] wanted = prefix.getBytes(StandardCharsets.UTF_8);
        for (int place = names.firstFrom(wanted); names.beginsWith(place, wanted); place++) {
            if (kinds[names.at(place)] == code(kind)) {
                return true;
            }
        }
        return false;
    }

    /// The arrays by name, as bytes.
    public Map<String, byte[]> sections() {
        Map<String, byte[]> sections = new LinkedHashMap<>();
        sections.put("names", names.letters());
        sections.put("name starts", bytes(names.starts()));
        sections.put("sorted names", bytes(names.sorted()));
        sections.put("terms", terms.letters());
        sections.put("term starts", bytes(terms.starts()));
        sections.put("first places", bytes(firstPlaces));
        sections.put("places", bytes(places));
        sections.put("kinds", kinds);
        sections.put("ranks", ranks);
        return sections;
    }

    /// What [#sections] wrote. @throws IllegalArgumentException if sections are missing or do not belong together
    public static SearchData of(Map<String, byte[]> sections) {
        SearchData data = new SearchData(
                new Names(
                        section(sections, "names"),
                        ints(section(sections, "name starts")),
                        ints(section(sections, "sorted names"))),
                new Terms(section(sections, "terms"), ints(section(sections, "term starts"))),
                ints(section(sections, "first places")),
                ints(section(sections, "places")),
                section(sections, "kinds"),
                section(sections, "ranks"));
        if (data.names.size() != data.size() || data.firstPlaces.length != data.terms.size() + 1) {
            throw new IllegalArgumentException("the search data do not belong together");
        }
        return data;
    }

    private static byte[] section(Map<String, byte[]> sections, String name) {
        byte[] found = sections.get(name);
        if (found == null) {
            throw new IllegalArgumentException("the search data lack '" + name + "'");
        }
        return found;
    }

    private static byte[] bytes(int[] numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asIntBuffer().put(numbers);
        return buffer.array();
    }

    private static int[] ints(byte[] bytes) {
        int[] numbers = new int[bytes.length / Integer.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(numbers);
        return numbers;
    }
}
