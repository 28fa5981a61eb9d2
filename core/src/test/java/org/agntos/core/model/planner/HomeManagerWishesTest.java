package org.agntos.core.model.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.Search;
import org.agntos.core.grounding.StarterCatalogue;
import org.junit.jupiter.api.Test;

class HomeManagerWishesTest {
    private static final StarterCatalogue STARTER = StarterCatalogue.load();

    /// The starter catalogue of a machine that knows some options of Home Manager.
    private record WithHome(boolean isModule) implements Catalogue {
        @Override
        public Optional<OptionEntry> option(String path) {
            boolean isUsers = isModule && path.equals("home-manager.users");
            return isUsers ? Optional.of(entry(path, "attribute set of (submodule)")) : STARTER.option(path);
        }

        @Override
        public Optional<OptionEntry> homeOption(String path) {
            return switch (path) {
                case "programs.git.enable", "programs.eza.enable" -> Optional.of(entry(path, "boolean"));
                case "programs.git.settings.user.name", "programs.git.settings.user.email" ->
                    Optional.of(entry(path, "string"));
                default -> Optional.empty();
            };
        }

        private static OptionEntry entry(String path, String type) {
            return new OptionEntry(path, type, "", "", List.of());
        }

        @Override
        public Optional<PackageEntry> packageAt(String attribute) {
            return STARTER.packageAt(attribute);
        }

        @Override
        public Optional<PackageEntry> packageCalled(String name) {
            return STARTER.packageCalled(name);
        }

        @Override
        public Optional<OptionEntry> moduleCalled(String name) {
            return STARTER.moduleCalled(name);
        }

        @Override
        public List<String> nearestPackages(String name, int limit) {
            return STARTER.nearestPackages(name, limit);
        }

        @Override
        public List<String> nearestOptions(String path, int limit) {
            return STARTER.nearestOptions(path, limit);
        }

        @Override
        public List<OptionEntry> options() {
            return STARTER.options();
        }

        @Override
        public List<PackageEntry> packages() {
            return STARTER.packages();
        }

        @Override
        public Search search() {
            return STARTER.search();
        }

        @Override
        public String source() {
            return "test catalogue";
        }
    }

    private static Plan plan(boolean hasHomeManager, String request) {
        return new RequestPlanner(new WithHome(hasHomeManager), _ -> Optional.empty(), Clock.systemUTC(), "ada")
                .plan(request, "");
    }

    private static List<String> paths(Plan plan) {
        return plan.change().orElseThrow().path("options").findValues("path").stream()
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void whatIsOfOnePersonGoesToTheirHomeWhereHomeManagerIsAModule() {
        Plan plan = plan(true, "set my git name to Ada Lovelace and email ada@example.org");

        assertThat(paths(plan))
                .containsExactly(
                        "home-manager.users.ada.programs.git.enable",
                        "home-manager.users.ada.programs.git.settings.user.name",
                        "home-manager.users.ada.programs.git.settings.user.email");
        assertThat(RequestAnswer.of("a", plan, 0).path("home_options").fieldNames())
                .toIterable()
                .contains("programs.git.settings.user.name");
    }

    @Test
    void withoutHomeManagerTheSystemTakesIt() {
        assertThat(paths(plan(false, "set my git name to Ada Lovelace and email ada@example.org")))
                .contains("programs.git.enable")
                .noneMatch(path -> path.startsWith("home-manager"));
    }

    @Test
    void anOptionOfHomeManagerAloneIsSetForWhoAsks() {
        assertThat(paths(plan(true, "set programs.eza.enable to true")))
                .containsExactly("home-manager.users.ada.programs.eza.enable");
    }

    @Test
    void whereHomeManagerIsNoModuleItIsSaid() {
        Plan plan = plan(false, "set programs.eza.enable to true");

        assertThat(plan.change()).isEmpty();
        assertThat(plan.refusals()).anyMatch(refusal -> refusal.text().contains("Home Manager"));
    }
}
