package org.agntos.app.timeline;

import java.util.Optional;

/// One line of a filter's list. @param value absent for any
record Choice<T>(String label, Optional<T> value) {
    @Override
    public String toString() {
        return label;
    }
}
