package org.agntos.app.timeline;

/// What is known of the chain of the record.
public sealed interface ChainState {
    record Unknown() implements ChainState {}

    record Checking() implements ChainState {}

    /// @param entries lines checked
    record Intact(int entries) implements ChainState {}

    /// @param line the first bad one, from 1
    record Broken(int line, String reason) implements ChainState {}

    /// @param reason why it could not be read
    record Unreadable(String reason) implements ChainState {}
}
