package org.agntos.core.model.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.model.ModelProfile;
import org.agntos.core.model.Models.Task;

/// What one `models.toml` says, or several of them together.
///
/// @param profiles in the order of the file
/// @param routing the profile's name for a task; a task that is absent goes to `default`
/// @param isLocalOnly whether no packet may leave this computer
public record ModelSettings(List<ModelProfile.Remote> profiles, Map<Task, String> routing, boolean isLocalOnly) {
    /// The name of the profile that tasks without a route go to.
    public static final String DEFAULT = "default";

    public static final ModelSettings NONE = new ModelSettings(List.of(), Map.of(), false);

    public ModelSettings {
        profiles = List.copyOf(profiles);
        routing = Map.copyOf(routing);
    }

    /// These, with what the person's own file says taking precedence; local only if either says so.
    public ModelSettings with(ModelSettings own) {
        Map<String, ModelProfile.Remote> byName = new LinkedHashMap<>();
        own.profiles.forEach(profile -> byName.put(profile.name(), profile));
        profiles.forEach(profile -> byName.putIfAbsent(profile.name(), profile));
        Map<Task, String> routes = new LinkedHashMap<>(routing);
        routes.putAll(own.routing);
        return new ModelSettings(List.copyOf(byName.values()), routes, isLocalOnly || own.isLocalOnly);
    }

    public Optional<ModelProfile.Remote> named(String name) {
        return profiles.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }

    /// The name of the profile that does a task.
    public String routeOf(Task task) {
        String routed = routing.get(task);
        if (routed != null) {
            return routed;
        }
        return named(DEFAULT)
                .or(() -> profiles.stream().findFirst())
                .map(ModelProfile.Remote::name)
                .orElse(ModelProfile.PLANNER);
    }

    /// The profiles to try for a task, the routed one first; the built-in planner comes after all of them. After a
    /// server on this computer only others on this computer are tried: what was meant for it stays here.
    public List<ModelProfile.Remote> chain(Task task) {
        List<ModelProfile.Remote> chain = new ArrayList<>();
        named(routeOf(task)).ifPresent(first -> {
            chain.add(first);
            boolean isLocal = Loopback.isName(first.access().endpoint());
            profiles.stream()
                    .filter(profile -> !profile.equals(first))
                    .filter(profile ->
                            !isLocal || Loopback.isName(profile.access().endpoint()))
                    .forEach(chain::add);
        });
        return chain;
    }
}
