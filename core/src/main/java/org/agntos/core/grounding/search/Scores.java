package org.agntos.core.grounding.search;

import java.util.Arrays;

/// What each document has gathered in one query. Used again for the next; for one thread.
final class Scores {
    private final float[] sum;
    private final float[] best;
    private final float[] extra;
    private final int[] queryStamp;
    private final int[] wordStamp;
    private int[] touched = new int[1024];
    private int count;
    private int query;
    private int word;
    private float weight;

    Scores(int documents) {
        sum = new float[documents];
        best = new float[documents];
        extra = new float[documents];
        queryStamp = new int[documents];
        wordStamp = new int[documents];
    }

    void beginQuery() {
        query++;
        count = 0;
    }

    /// @param weight how much the word that follows counts
    void beginWord(double weight) {
        word++;
        this.weight = (float) weight;
    }

    /// The best of what a document gets for the present word counts.
    void forWord(int document, double score) {
        touch(document);
        if (wordStamp[document] != word) {
            wordStamp[document] = word;
            best[document] = 0;
        }
        if (score > best[document]) {
            sum[document] += ((float) score - best[document]) * weight;
            best[document] = (float) score;
        }
    }

    /// Beside the words; the highest counts.
    void beside(int document, double score) {
        touch(document);
        extra[document] = Math.max(extra[document], (float) score);
    }

    private void touch(int document) {
        if (queryStamp[document] != query) {
            queryStamp[document] = query;
            sum[document] = 0;
            extra[document] = 0;
            if (count == touched.length) {
                touched = Arrays.copyOf(touched, count * 2);
            }
            touched[count++] = document;
        }
    }

    int count() {
        return count;
    }

    int touched(int i) {
        return touched[i];
    }

    float sum(int document) {
        return sum[document];
    }

    float extra(int document) {
        return extra[document];
    }
}
