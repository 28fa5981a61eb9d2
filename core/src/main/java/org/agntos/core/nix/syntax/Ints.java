package org.agntos.core.nix.syntax;

import java.util.Arrays;

/// A list of numbers that grows, also used as a stack.
final class Ints {
    private int[] values = new int[64];
    private int count;

    int add(int value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count] = value;
        return count++;
    }

    int get(int index) {
        return values[index];
    }

    void set(int index, int value) {
        values[index] = value;
    }

    int pop() {
        return values[--count];
    }

    int size() {
        return count;
    }

    int[] toArray() {
        return Arrays.copyOf(values, count);
    }
}
