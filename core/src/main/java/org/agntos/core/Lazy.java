package org.agntos.core;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A part that is made once, when first asked for, by whichever thread asks.
final class Lazy<T> {
    private final Supplier<? extends T> maker;
    private @Nullable T made;

    private Lazy(Supplier<? extends T> maker) {
        this.maker = maker;
    }

    static <T> Lazy<T> of(Supplier<? extends T> maker) {
        return new Lazy<>(maker);
    }

    synchronized T get() {
        T present = made;
        if (present == null) {
            present = maker.get();
            made = present;
        }
        return present;
    }

    synchronized void ifMade(Consumer<? super T> action) {
        T present = made;
        if (present != null) {
            action.accept(present);
        }
    }
}
