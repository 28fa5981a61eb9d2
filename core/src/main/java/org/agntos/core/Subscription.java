package org.agntos.core;

/// Ends a subscription. Closing twice does nothing; may be called from any thread.
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
