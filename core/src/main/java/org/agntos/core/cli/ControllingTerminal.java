package org.agntos.core.cli;

import java.io.FileInputStream;
import java.io.IOException;

/// The terminal this process belongs to, which is there also when input and output go elsewhere.
final class ControllingTerminal {
    private ControllingTerminal() {}

    static boolean isThere() {
        try (FileInputStream terminal = new FileInputStream("/dev/tty")) {
            return terminal.getFD().valid();
        } catch (IOException _) {
            return false;
        }
    }
}
