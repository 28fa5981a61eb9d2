package org.agntos.core.change;

import java.util.List;
import java.util.Optional;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.Search;

/// A few options and packages. The nearest names are those that begin with the same letters.
public final class TestCatalogue implements Catalogue {
    private static final List<OptionEntry> OPTIONS = List.of(
            option("environment.systemPackages", "list of package"),
            option("environment.variables", "attribute set of string"),
            option("services.openssh.enable", "boolean"),
            option("services.openssh.ports", "list of 16 bit unsigned integer; between 0 and 65535 (both inclusive)"),
            option("services.openssh.settings", "open submodule"),
            option("services.openssh.settings.PermitRootLogin", "one of \"yes\", \"no\", \"prohibit-password\""),
            option("services.nginx.virtualHosts", "attribute set of (submodule)"),
            option("services.nginx.virtualHosts.<name>.root", "null or path"),
            option("networking.hostName", "string"),
            option("nixpkgs.config.allowUnfreePredicate", "function that evaluates to a(n) boolean"),
            option("users.defaultUserShell", "path or package"));
    private static final List<PackageEntry> PACKAGES =
            List.of(pack("htop", false), pack("git", false), pack("steam", true));

    private static OptionEntry option(String path, String type) {
        return new OptionEntry(path, type, "", "", List.of());
    }

    private static PackageEntry pack(String attribute, boolean isUnfree) {
        return new PackageEntry(attribute, "", List.of(), "", isUnfree);
    }

    @Override
    public Optional<OptionEntry> option(String path) {
        return OPTIONS.stream()
                .filter(option ->
                        path.matches(option.path().replace(".", "\\.").replace("<name>", "(?:[^.\"]+|\"[^\"]+\")")))
                .findFirst();
    }

    @Override
    public Optional<PackageEntry> packageAt(String attribute) {
        return PACKAGES.stream()
                .filter(found -> found.attribute().equals(attribute))
                .findFirst();
    }

    @Override
    public Optional<PackageEntry> packageCalled(String name) {
        return packageAt(name);
    }

    @Override
    public Optional<OptionEntry> moduleCalled(String name) {
        return option("services." + name + ".enable");
    }

    @Override
    public List<String> nearestPackages(String name, int limit) {
        return PACKAGES.stream()
                .map(PackageEntry::attribute)
                .filter(attribute -> attribute.startsWith(name.substring(0, 2)))
                .limit(limit)
                .toList();
    }

    @Override
    public List<String> nearestOptions(String path, int limit) {
        return OPTIONS.stream()
                .map(OptionEntry::path)
                .filter(option -> option.startsWith(path.substring(0, Math.min(12, path.length()))))
                .limit(limit)
                .toList();
    }

    @Override
    public List<OptionEntry> options() {
        return OPTIONS;
    }

    @Override
    public List<PackageEntry> packages() {
        return PACKAGES;
    }

    @Override
    public Search search() {
        return (_, _, _) -> List.of();
    }

    @Override
    public String source() {
        return "test catalogue";
    }
}
