package org.agntos.core.grounding.search;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agntos.core.grounding.Spelling;

/// Builds the [SearchData] of a list of documents. For one thread.
public final class SearchBuilder {
    private static final int MOST_WORDS = 48;

    private final List<Document> documents;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    /// For each document its terms, each times four plus the field; a term once, with its lowest field.
    private final int[][] contents;

    private SearchBuilder(List<Document> documents) {
        this.documents = documents;
        this.contents = new int[documents.size()][];
    }

    /// What was built.
    public static final class Built {
        private final SearchData data;
        private final int[] order;

        private Built(SearchData data, int[] order) {
            this.data = data;
            this.order = order;
        }

        public SearchData data() {
            return data;
        }

        /// For each document of the data its place in the list that it was built from.
        public int[] order() {
            return order.clone();
        }
    }

    /// The data over these documents.
    public static Built build(List<Document> documents) {
        return new SearchBuilder(documents).build();
    }

    private Built build() {
        for (int i = 0; i < contents.length; i++) {
            contents[i] = contents(documents.get(i));
        }
        double[] prominence = prominence();
        int[] order = IntStream.range(0, documents.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -prominence[i])
                        .thenComparingInt(i -> documents.get(i).name().length())
                        .thenComparing(i -> documents.get(i).name()))
                .mapToInt(Integer::intValue)
                .toArray();
        byte[] kinds = new byte[order.length];
        byte[] ranks = new byte[order.length];
        for (int i = 0; i < order.length; i++) {
            kinds[i] = SearchData.code(documents.get(order[i]).kind());
            ranks[i] = (byte) Math.round(prominence[order[i]] * 255);
        }
        int[] placeOfTerm = new int[words.size()];
        Terms terms = terms(placeOfTerm);
        int[] first = new int[words.size() + 1];
        int[] places = places(order, placeOfTerm, first);
        return new Built(new SearchData(names(order), terms, first, places, kinds, ranks), order);
    }

    private double[] prominence() {
        Prominence measure = new Prominence(documents);
        return documents.stream().mapToDouble(measure::of).toArray();
    }

    private int[] contents(Document document) {
        Map<Integer, Integer> fields = new HashMap<>();
        Heads.of(document.kind(), document.name()).forEach(head -> put(fields, head, SearchData.HEAD));
        for (String segment : Heads.segments(document.name())) {
            addName(fields, segment);
        }
        addName(fields, document.alias());
        document.keywords().forEach(keyword -> addName(fields, keyword));
        for (String word : Words.ofText(document.description(), MOST_WORDS)) {
            put(fields, Words.stem(word), SearchData.TEXT);
        }
        int[] found = new int[fields.size()];
        int i = 0;
        for (Map.Entry<Integer, Integer> entry : fields.entrySet()) {
            found[i++] = SearchData.place(entry.getKey(), entry.getValue());
        }
        return found;
    }

    private void addName(Map<Integer, Integer> fields, String segment) {
        if (!segment.isEmpty() && !Heads.isOwnName(segment)) {
            put(fields, Spelling.key(segment), SearchData.NAME);
            List<String> parts = Words.parts(segment);
            if (parts.size() > 1) {
                parts.forEach(part -> put(fields, part, SearchData.NAME));
            }
        }
    }

    private void put(Map<Integer, Integer> fields, String word, int field) {
        if (!word.isEmpty() && word.length() < 80) {
            Integer number = numbers.get(word);
            if (number == null) {
                number = words.size();
                numbers.put(word, number);
                words.add(word);
            }
            fields.merge(number, field, Math::min);
        }
    }

    /// @param placeOfTerm receives where each number stands in the sorted dictionary
    private Terms terms(int[] placeOfTerm) {
        byte[][] bytes = words.stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        int[] sorted = IntStream.range(0, bytes.length)
                .boxed()
                .sorted((a, b) -> Arrays.compareUnsigned(bytes[a], bytes[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] starts = new int[sorted.length + 1];
        ByteArrayOutputStream letters = new ByteArrayOutputStream();
        for (int i = 0; i < sorted.length; i++) {
            placeOfTerm[sorted[i]] = i;
            starts[i] = letters.size();
            letters.writeBytes(bytes[sorted[i]]);
        }
        starts[sorted.length] = letters.size();
        return new Terms(letters.toByteArray(), starts);
    }

    /// @param first receives where the places of each term begin
    private int[] places(int[] order, int[] placeOfTerm, int[] first) {
        for (int[] content : contents) {
            for (int place : content) {
                first[placeOfTerm[SearchData.document(place)] + 1]++;
            }
        }
        for (int i = 1; i < first.length; i++) {
            first[i] += first[i - 1];
        }
        int[] next = Arrays.copyOf(first, first.length);
        int[] places = new int[first[first.length - 1]];
        for (int document = 0; document < order.length; document++) {
            for (int place : contents[order[document]]) {
                int term = placeOfTerm[SearchData.document(place)];
                places[next[term]++] = SearchData.place(document, SearchData.field(place));
            }
        }
        return places;
    }

    private Names names(int[] order) {
        byte[][] bytes = new byte[order.length][];
        int[] starts = new int[order.length + 1];
        ByteArrayOutputStream letters = new ByteArrayOutputStream();
        for (int i = 0; i < order.length; i++) {
            bytes[i] = documents.get(order[i]).name().getBytes(StandardCharsets.UTF_8);
            starts[i] = letters.size();
            letters.writeBytes(bytes[i]);
        }
        starts[order.length] = letters.size();
        int[] sorted = IntStream.range(0, bytes.length)
                .boxed()
                .sorted((a, b) -> Arrays.compareUnsigned(bytes[a], bytes[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Names(letters.toByteArray(), starts, sorted);
    }
}
