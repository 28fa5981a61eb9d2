package org.agntos.core.nix.syntax;

import java.util.Arrays;

/// What the sets of a text define once `a.b = 1; a.c = 2;` and `a = { b = 1; }; a.c = 2;` have become one
/// `a`, as flat lists: sets, the entries of each, and its computed names. Grows while [SetBuilder] writes.
final class Sets {
    static final int NONE = -1;
    private static final int FIRST_SLOTS = 256;

    // Of each set.
    private final Ints firstEntry = new Ints();
    private final Ints lastEntry = new Ints();
    private final Ints firstComputed = new Ints();
    private final Ints recursive = new Ints();

    // Of each entry.
    private final Ints entrySymbol = new Ints();
    private final Ints entrySet = new Ints();
    private final Ints entryNode = new Ints();
    private final Ints entryWord = new Ints();
    private final Ints entryNext = new Ints();
    private final Ints entryInherited = new Ints();

    // Computed names, and expressions that only have to be looked at: lists of nodes and sets.
    private final Ints computedName = new Ints();
    private final Ints computedSet = new Ints();
    private final Ints computedNode = new Ints();
    private final Ints computedNext = new Ints();

    /// Entry + 1 by set and symbol.
    private int[] table = new int[FIRST_SLOTS];

    int newSet(boolean isRecursive) {
        firstEntry.add(NONE);
        lastEntry.add(NONE);
        firstComputed.add(NONE);
        return recursive.add(isRecursive ? 1 : 0);
    }

    boolean isRecursive(int set) {
        return recursive.get(set) != 0;
    }

    /// The entry of a name in a set, or [#NONE].
    int find(int set, int symbol) {
        int slot = slot(set, symbol);
        while (table[slot] != 0) {
            int entry = table[slot] - 1;
            if (entrySymbol.get(entry) == symbol && owner.get(entry) == set) {
                return entry;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return NONE;
    }

    private final Ints owner = new Ints();

    private int slot(int set, int symbol) {
        int hash = (set * 0x9E3779B9 + symbol) * 0x85EBCA6B;
        return (hash ^ hash >>> 15) & (table.length - 1);
    }

    /// @param valueSet the set that is the value, or [#NONE]; @param valueNode the value, or [#NONE] where
    /// the set is only implied by `a.b = …` or the value is a variable of the same name
    int add(int set, int symbol, int valueSet, int valueNode, int word) {
        int entry = entrySymbol.add(symbol);
        owner.add(set);
        entrySet.add(valueSet);
        entryNode.add(valueNode);
        entryWord.add(word);
        entryNext.add(NONE);
        entryInherited.add(0);
        if (lastEntry.get(set) == NONE) {
            firstEntry.set(set, entry);
        } else {
            entryNext.set(lastEntry.get(set), entry);
        }
        lastEntry.set(set, entry);
        if (entrySymbol.size() * 2 > table.length) {
            grow();
        } else {
            put(entry);
        }
        return entry;
    }

    private void put(int entry) {
        int slot = slot(owner.get(entry), entrySymbol.get(entry));
        while (table[slot] != 0) {
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = entry + 1;
    }

    private void grow() {
        table = new int[table.length * 4];
        Arrays.fill(table, 0);
        for (int entry = 0; entry < entrySymbol.size(); entry++) {
            put(entry);
        }
    }

    void inherit(int set, int symbol, int word) {
        entryInherited.set(add(set, symbol, NONE, NONE, word), 1);
    }

    void addComputed(int set, int nameNode, int valueSet, int valueNode) {
        computedName.add(nameNode);
        computedSet.add(valueSet);
        computedNode.add(valueNode);
        firstComputed.set(set, computedNext.add(firstComputed.get(set)));
    }

    int firstEntry(int set) {
        return firstEntry.get(set);
    }

    int nextEntry(int entry) {
        return entryNext.get(entry);
    }

    int symbol(int entry) {
        return entrySymbol.get(entry);
    }

    int valueSet(int entry) {
        return entrySet.get(entry);
    }

    int valueNode(int entry) {
        return entryNode.get(entry);
    }

    int word(int entry) {
        return entryWord.get(entry);
    }

    boolean isInherited(int entry) {
        return entryInherited.get(entry) != 0;
    }

    int firstComputed(int set) {
        return firstComputed.get(set);
    }

    int nextComputed(int computed) {
        return computedNext.get(computed);
    }

    /// [#NONE] where only the value has to be looked at.
    int computedName(int computed) {
        return computedName.get(computed);
    }

    int computedSet(int computed) {
        return computedSet.get(computed);
    }

    int computedNode(int computed) {
        return computedNode.get(computed);
    }
}
