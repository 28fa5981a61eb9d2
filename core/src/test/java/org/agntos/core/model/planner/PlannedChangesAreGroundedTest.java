package org.agntos.core.model.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.OptionType;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.StarterCatalogue;
import org.agntos.core.model.planner.recipe.Resources;
import org.junit.jupiter.api.Test;

/// Thousands of requests made from the planner's own phrases and the names of the catalogue: whatever they become, each
/// option exists, takes the value, and each package exists.
class PlannedChangesAreGroundedTest {
    private static final StarterCatalogue CATALOGUE = StarterCatalogue.load();
    private static final List<String> FILES = List.of(
            "network",
            "services",
            "hosting",
            "desktop",
            "hardware",
            "system",
            "locale",
            "people",
            "shell",
            "development",
            "programs",
            "schedule",
            "choices",
            "refusals",
            "diagnoses");
    private static final List<String> VERBS = List.of(
            "", "", "please ", "enable ", "install ", "i want ", "disable ", "remove ", "turn off ", "set up ", "no ");

    private final RequestPlanner planner =
            new RequestPlanner(CATALOGUE, _ -> Optional.empty(), Clock.systemUTC(), "ada");
    private final Random random = new Random(20261120);
    private int changes;

    @Test
    void whatIsPlannedFromPhrasesAndNamesExistsAndFits() {
        List<String> phrases = phrases();
        List<String> names = names();
        int requests = 0;
        for (String phrase : phrases) {
            for (int i = 0; i < 3; i++) {
                String one = RandomPhrase.of(phrase, random);
                String second = i == 2 ? " and " + pick(VERBS) + pick(names) : "";
                check(pick(VERBS) + one + second);
                requests++;
            }
        }
        for (int i = 0; i < 1500; i++) {
            check(pick(VERBS) + pick(names) + (i % 3 == 0 ? " and " + pick(names) : ""));
            requests++;
        }

        assertThat(requests).isGreaterThan(3000);
        assertThat(changes).as("requests that became a change").isGreaterThan(requests / 3);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static List<String> phrases() {
        List<String> phrases = new ArrayList<>();
        for (String file : FILES) {
            for (String line : Resources.lines("recipes/" + file + ".txt")) {
                if (line.startsWith("say ")) {
                    phrases.add(line.substring(4));
                }
            }
        }
        return phrases;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (PackageEntry entry : CATALOGUE.packages()) {
            names.add(entry.attribute());
            names.addAll(entry.keywords());
        }
        for (OptionEntry option : CATALOGUE.options()) {
            names.add(option.path());
            names.addAll(option.keywords());
        }
        return names;
    }

    private void check(String request) {
        Optional<? extends JsonNode> change = planner.plan(request, "").change();
        if (change.isEmpty()) {
            return;
        }
        changes++;
        for (JsonNode option : change.get().path("options")) {
            String path = option.path("path").asText();
            Optional<OptionEntry> entry = CATALOGUE.option(path);
            assertThat(entry).as("%s in: %s", path, request).isPresent();
            assertThat(OptionType.parse(entry.orElseThrow().type()).fits(Grounding.value(option.path("value"))))
                    .as("%s in: %s", option, request)
                    .isEmpty();
            assertThat(path.equals("networking.firewall.enable")
                            && !option.path("value").asBoolean())
                    .as(request)
                    .isFalse();
        }
        for (String list : List.of("packages", "remove_packages")) {
            for (JsonNode attribute : change.get().path(list)) {
                assertThat(CATALOGUE.packageAt(attribute.asText()))
                        .as("%s in: %s", attribute, request)
                        .isPresent();
            }
        }
    }
}
