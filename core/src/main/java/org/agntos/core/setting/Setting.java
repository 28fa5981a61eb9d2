package org.agntos.core.setting;

import java.nio.file.Path;

/// One definition of an option in a file of this machine.
///
/// @param option the whole path as it is set, such as `services.nginx.virtualHosts."example.org".root`
/// @param value the Nix text of its value
/// @param file which file sets it; @param line of the definition, from 1
/// @param isManaged true if AgntOS wrote the file, false if it is the person's own
public record Setting(String option, String value, Path file, int line, boolean isManaged) {}
