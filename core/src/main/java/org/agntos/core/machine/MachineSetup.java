package org.agntos.core.machine;

import java.io.IOException;
import java.nio.file.Path;
import org.agntos.helper.protocol.MachineConfig;

/// What the administrator of a NixOS has said about how it is built.
public sealed interface MachineSetup {
    /// It is said, and can be used.
    record Ready(MachineConfig config) implements MachineSetup {}

    /// Nobody has said it yet.
    record Missing() implements MachineSetup {}

    /// It is there and cannot be used. @param why a clause
    record Unusable(String why) implements MachineSetup {}

    static MachineSetup read(Path machineToml) {
        try {
            return MachineConfig.read(machineToml).<MachineSetup>map(Ready::new).orElseGet(Missing::new);
        } catch (MachineConfig.Unusable e) {
            return new Unusable(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Unusable("it cannot be read (" + e.getMessage() + ")");
        }
    }
}
