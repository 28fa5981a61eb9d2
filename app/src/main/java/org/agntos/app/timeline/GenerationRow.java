package org.agntos.app.timeline;

import java.util.Optional;
import org.agntos.core.machine.Generation;

/// A generation and the act that made it, where the record tells.
public record GenerationRow(Generation generation, Optional<TimelineRow> madeBy) {}
