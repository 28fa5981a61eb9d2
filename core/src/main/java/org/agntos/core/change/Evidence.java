package org.agntos.core.change;

import org.agntos.helper.protocol.Sha256;

/// What a stage ran, on what, and how long it took.
///
/// @param ran the program and arguments, or the name of the check
/// @param input SHA-256 over the files of the change
/// @param outcome one line: exit code or count
/// @param millis wall-clock milliseconds, at least 0
public record Evidence(String ran, Sha256 input, String outcome, long millis) {}
