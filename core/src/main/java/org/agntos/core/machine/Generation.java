package org.agntos.core.machine;

import java.time.Instant;

/// One system generation. @param number at least 1
public record Generation(int number, Instant date, boolean isCurrent) {}
