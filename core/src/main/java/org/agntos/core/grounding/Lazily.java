package org.agntos.core.grounding;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is made once, when it is first asked for. Safe for all threads.
final class Lazily<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private volatile @Nullable T value;

    Lazily(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        T present = value;
        return present != null ? present : make();
    }

    private synchronized T make() {
        T present = value;
        if (present == null) {
            present = maker.get();
            value = present;
        }
        return present;
    }
}
