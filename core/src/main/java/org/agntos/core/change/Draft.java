package org.agntos.core.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agntos.core.nix.NixValue;
import org.agntos.helper.protocol.TreePath;

/// What is wanted, before it is files: packages to declare or not, options to set or to leave to others, and raw
/// modules. Names are not checked here; verification does that.
///
/// @param options values by option path, such as `services.openssh.enable`
/// @param resetOptions option paths whose managed definition is to go
/// @param modules raw Nix modules by file
public record Draft(
        List<String> installPackages,
        List<String> removePackages,
        Map<String, NixValue> options,
        List<String> resetOptions,
        Map<TreePath, String> modules) {
    public Draft {
        installPackages = List.copyOf(installPackages);
        removePackages = List.copyOf(removePackages);
        options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
        resetOptions = List.copyOf(resetOptions);
        modules = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(modules));
    }

    public boolean isEmpty() {
        return installPackages.isEmpty()
                && removePackages.isEmpty()
                && options.isEmpty()
                && resetOptions.isEmpty()
                && modules.isEmpty();
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Collects a draft piece by piece. For one thread.
    public static final class Builder {
        private final List<String> install = new ArrayList<>();
        private final List<String> remove = new ArrayList<>();
        private final Map<String, NixValue> options = new LinkedHashMap<>();
        private final List<String> reset = new ArrayList<>();
        private final Map<TreePath, String> modules = new LinkedHashMap<>();

        private Builder() {}

        public Builder install(String attribute) {
            install.add(attribute);
            return this;
        }

        public Builder remove(String attribute) {
            remove.add(attribute);
            return this;
        }

        public Builder set(String option, NixValue value) {
            options.put(option, value);
            return this;
        }

        public Builder reset(String option) {
            reset.add(option);
            return this;
        }

        public Builder module(TreePath file, String text) {
            modules.put(file, text);
            return this;
        }

        public Draft build() {
            return new Draft(install, remove, options, reset, modules);
        }
    }
}
