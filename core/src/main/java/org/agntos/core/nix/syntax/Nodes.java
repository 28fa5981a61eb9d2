package org.agntos.core.nix.syntax;

import java.util.Arrays;

/// The nodes of a tree in flat arrays, each after its children. Grows while the parser writes; read only
/// afterwards.
@SuppressWarnings("EnumOrdinal") // Kinds are kept as small numbers in arrays, never stored.
final class Nodes {
    private static final NodeKind[] KINDS = NodeKind.values();
    private static final int FEWEST = 16;

    private byte[] kinds;
    private int[] firstWords;
    private int[] endWords;
    private int[] sizes;
    private int count;

    Nodes(int words) {
        int expected = words + FEWEST;
        this.kinds = new byte[expected];
        this.firstWords = new int[expected];
        this.endWords = new int[expected];
        this.sizes = new int[expected];
    }

    /// Adds a node whose first child (or descendant) is `firstNode`, or that has none where that is [#count].
    ///
    /// @param firstWord where it begins; @param endWord after it
    void add(NodeKind kind, int firstWord, int endWord, int firstNode) {
        if (count == kinds.length) {
            int larger = count + (count >> 1);
            kinds = Arrays.copyOf(kinds, larger);
            firstWords = Arrays.copyOf(firstWords, larger);
            endWords = Arrays.copyOf(endWords, larger);
            sizes = Arrays.copyOf(sizes, larger);
        }
        kinds[count] = (byte) kind.ordinal();
        firstWords[count] = firstWord;
        endWords[count] = endWord;
        sizes[count] = count - firstNode + 1;
        count++;
    }

    int count() {
        return count;
    }

    NodeKind kind(int node) {
        return KINDS[kinds[node]];
    }

    int firstWord(int node) {
        return firstWords[node];
    }

    int endWord(int node) {
        return endWords[node];
    }

    /// How many nodes the tree below and with this one has; they end with it.
    int size(int node) {
        return sizes[node];
    }

    /// The last child, or -1. The one before a child is [#before].
    int lastChild(int node) {
        return sizes[node] > 1 ? node - 1 : -1;
    }

    /// The child before this child of `parent`, or -1.
    int before(int parent, int child) {
        int previous = child - sizes[child];
        return previous > parent - sizes[parent] ? previous : -1;
    }

    /// The children of a node in their order.
    int[] children(int node) {
        int number = 0;
        for (int child = lastChild(node); child >= 0; child = before(node, child)) {
            number++;
        }
        int[] children = new int[number];
        for (int child = lastChild(node); child >= 0; child = before(node, child)) {
            children[--number] = child;
        }
        return children;
    }
}
