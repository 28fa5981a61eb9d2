package org.agntos.core.nix.syntax;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Numbers for names: the same name has the same number. For one parse.
final class Symbols {
    private static final int FIRST_SIZE = 1024;
    private static final int SPREAD = 0x9E3779B9;
    /// Odd, and another in each run, so that nobody can write names that all meet in one slot.
    private static final int MULTIPLIER = new SplittableRandom().nextInt() | 1;

    private char[][] texts = new char[FIRST_SIZE / 2][];
    private int[] starts = new int[FIRST_SIZE / 2];
    private int[] lengths = new int[FIRST_SIZE / 2];
    private int[] hashes = new int[FIRST_SIZE / 2];
    /// Symbol + 1 by hash; 0 is free. Its length is a power of two and at least twice [#count].
    private int[] table = new int[FIRST_SIZE];
    private int count;

    int of(String name) {
        return of(name.toCharArray(), 0, name.length());
    }

    /// The text must not change afterwards.
    int of(char[] text, int start, int length) {
        int hash = length;
        for (int i = start; i < start + length; i++) {
            hash = (hash + text[i]) * MULTIPLIER;
            hash ^= hash >>> 15;
        }
        hash *= SPREAD;
        hash ^= hash >>> 15;
        int slot = hash & (table.length - 1);
        while (table[slot] != 0) {
            int symbol = table[slot] - 1;
            if (hashes[symbol] == hash && is(symbol, text, start, length)) {
                return symbol;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = count + 1;
        return add(text, start, length, hash);
    }

    private boolean is(int symbol, char[] text, int start, int length) {
        return lengths[symbol] == length
                && Arrays.equals(texts[symbol], starts[symbol], starts[symbol] + length, text, start, start + length);
    }

    private int add(char[] text, int start, int length, int hash) {
        texts[count] = text;
        starts[count] = start;
        lengths[count] = length;
        hashes[count] = hash;
        count++;
        if (count == texts.length) {
            grow();
        }
        return count - 1;
    }

    private void grow() {
        int larger = texts.length * 2;
        texts = Arrays.copyOf(texts, larger);
        starts = Arrays.copyOf(starts, larger);
        lengths = Arrays.copyOf(lengths, larger);
        hashes = Arrays.copyOf(hashes, larger);
        table = new int[larger * 2];
        for (int symbol = 0; symbol < count; symbol++) {
            int slot = hashes[symbol] & (table.length - 1);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = symbol + 1;
        }
    }

    String text(int symbol) {
        return new String(texts[symbol], starts[symbol], lengths[symbol]);
    }

    int count() {
        return count;
    }
}
