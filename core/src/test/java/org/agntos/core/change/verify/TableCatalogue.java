package org.agntos.core.change.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.Hit;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionFacts;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.PackageFacts;
import org.agntos.core.grounding.Replacement;
import org.agntos.core.grounding.Search;
import org.agntos.core.grounding.StarterCatalogue;

/// The starter catalogue with a few things of each kind that only the index of a real machine knows.
final class TableCatalogue implements Catalogue {
    private static final Map<String, OptionEntry> OPTIONS = Map.of(
            "system.nixos.release",
            option("system.nixos.release", "string", new OptionFacts(true, false, List.of(), "")),
            "system.checks",
            option("system.checks", "list of package", new OptionFacts(false, true, List.of(), "")),
            "services.xserver.displayManager.gdm.enable",
            option(
                    "services.xserver.displayManager.gdm.enable",
                    "boolean",
                    new OptionFacts(false, false, List.of(), "")),
            "services.displayManager.gdm.enable",
            option("services.displayManager.gdm.enable", "boolean", new OptionFacts(false, false, List.of(), "")));
    private static final Map<String, OptionEntry> HOME = Map.of(
            "home.packages",
            option("home.packages", "list of package", new OptionFacts(false, false, List.of(), "")),
            "programs.git.enable",
            option("programs.git.enable", "boolean", new OptionFacts(false, false, List.of(), "")));
    private static final Map<String, PackageEntry> PACKAGES = Map.of(
            "oldssl",
            new PackageEntry(
                    "oldssl",
                    "",
                    List.of(),
                    "",
                    new PackageFacts("1.1.1w", false, false, List.of("It reached the end of its life in 2023"))),
            "brokenpkg",
            new PackageEntry("brokenpkg", "", List.of(), "", new PackageFacts("1.0", false, true, List.of())));
    private static final Map<String, Replacement> REPLACEMENTS = Map.of(
            "hardware.pulseaudio.enable",
            new Replacement("hardware.pulseaudio.enable", "services.pulseaudio.enable", true, "25.05"),
            "services.resolved.extraConfig",
            new Replacement("services.resolved.extraConfig", "services.resolved.settings.Resolve", false, "26.05"),
            "services.xserver.displayManager.gdm.enable",
            new Replacement(
                    "services.xserver.displayManager.gdm.enable", "services.displayManager.gdm.enable", true, "25.11"),
            "pkgs.noto-fonts-emoji",
            new Replacement("pkgs.noto-fonts-emoji", "pkgs.noto-fonts-color-emoji", true, "25.11"));

    private static final List<String> SEARCHED = List.of(
            "networking.firewall.enable",
            "services.openssh.ports",
            "services.openssh.openFirewall",
            "services.nginx.virtualHosts.<name>.locations.<name>.root",
            "services.nginx.enable",
            "networking.firewall.allowedTCPPorts");

    private final Catalogue starter = StarterCatalogue.load();

    private static OptionEntry option(String path, String type, OptionFacts facts) {
        return new OptionEntry(path, type, "", "", List.of(), facts);
    }

    @Override
    public Optional<OptionEntry> option(String path) {
        return REPLACEMENTS.containsKey(path) && !OPTIONS.containsKey(path)
                ? Optional.empty()
                : Optional.ofNullable(OPTIONS.get(path)).or(() -> starter.option(path));
    }

    @Override
    public Optional<OptionEntry> homeOption(String path) {
        return Optional.ofNullable(HOME.get(path));
    }

    @Override
    public boolean hasOptionsBelow(String path) {
        return starter.hasOptionsBelow(path);
    }

    @Override
    public Optional<Replacement> replacement(String name) {
        return Optional.ofNullable(REPLACEMENTS.get(name));
    }

    @Override
    public Optional<PackageEntry> packageAt(String attribute) {
        return REPLACEMENTS.containsKey("pkgs." + attribute)
                ? Optional.empty()
                : Optional.ofNullable(PACKAGES.get(attribute)).or(() -> starter.packageAt(attribute));
    }

    @Override
    public Optional<PackageEntry> packageCalled(String name) {
        return starter.packageCalled(name);
    }

    @Override
    public Optional<OptionEntry> moduleCalled(String name) {
        return starter.moduleCalled(name);
    }

    @Override
    public List<String> nearestPackages(String name, int limit) {
        return starter.nearestPackages(name, limit);
    }

    @Override
    public List<String> nearestOptions(String path, int limit) {
        return starter.nearestOptions(path, limit);
    }

    @Override
    public List<OptionEntry> options() {
        return starter.options();
    }

    @Override
    public List<PackageEntry> packages() {
        return starter.packages();
    }

    @Override
    public Search search() {
        return TableCatalogue::find;
    }

    /// Those of a few that share most words with the query: what people are told must not change with every entry of
    /// the starter catalogue.
    private static List<Hit> find(String query, Search.Kinds kinds, int limit) {
        List<String> words = List.of(query.split(" ", -1));
        return SEARCHED.stream()
                .filter(name -> words.stream().filter(name::contains).count() >= 2)
                .limit(limit)
                .map(name -> new Hit(name, Hit.Kind.OPTION, "", "", "", 1))
                .toList();
    }

    @Override
    public String source() {
        return starter.source();
    }
}
