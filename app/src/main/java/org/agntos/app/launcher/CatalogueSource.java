package org.agntos.app.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.agntos.app.shell.Destination;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.Search;

/// Packages and options of this machine.
public final class CatalogueSource implements LauncherSource {
    private static final double FOUND_BY_MEANING = 0.48;
    private static final double STEP = 0.01;

    private final Supplier<Search> search;

    /// @param search made at the first query, which may take a moment
    public CatalogueSource(Supplier<Search> search) {
        this.search = search;
    }

    /// Makes the search, so that the first key finds it ready.
    @Override
    public void refresh() {
        search.get().find("htop", Search.Kinds.EVERYTHING, 1);
    }

    @Override
    public List<LauncherItem> find(String query, int limit) {
        if (query.isEmpty()) {
            return List.of();
        }
        List<LauncherItem> found = new ArrayList<>();
        for (Hit hit : search.get().find(query, Search.Kinds.EVERYTHING, limit)) {
            found.add(item(hit, fit(query, hit, found.size())));
        }
        return found;
    }

    /// The search knows better than letters what is meant: its order counts where the name does not tell.
    private static double fit(String query, Hit hit, int place) {
        String last = hit.name().substring(hit.name().lastIndexOf('.') + 1);
        double name = Math.max(Match.of(query, hit.name()), Match.of(query, last) * 0.97);
        return Math.max(name - place * STEP / 10, FOUND_BY_MEANING - place * STEP);
    }

    private static LauncherItem item(Hit hit, double fit) {
        return switch (hit.kind()) {
            case PACKAGE -> {
                String request = "install " + hit.name();
                yield new LauncherItem(
                        LauncherItem.Kind.PACKAGE,
                        hit.name(),
                        hit.description(),
                        request,
                        new LauncherAct.Go(new Destination.Ask(request)),
                        fit);
            }
            case OPTION, HOME -> {
                boolean isSwitch = hit.type().equals("boolean") && hit.name().endsWith(".enable");
                String request = "set " + hit.name() + " to " + (isSwitch ? "true" : "");
                yield new LauncherItem(
                        LauncherItem.Kind.OPTION,
                        hit.name(),
                        hit.description(),
                        request,
                        isSwitch ? new LauncherAct.Go(new Destination.Ask(request)) : new LauncherAct.Fill(request),
                        fit);
            }
        };
    }
}
