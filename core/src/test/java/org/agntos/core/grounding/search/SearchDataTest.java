package org.agntos.core.grounding.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agntos.core.grounding.Hit;
import org.junit.jupiter.api.Test;

class SearchDataTest {
    private static final List<Document> DOCUMENTS = List.of(
            document(Hit.Kind.OPTION, "services.nginx.enable", 1),
            document(Hit.Kind.OPTION, "services.nginx.virtualHosts", 0.5),
            document(Hit.Kind.HOME, "programs.git.enable", 0.5),
            document(Hit.Kind.PACKAGE, "nginx", 1),
            document(Hit.Kind.PACKAGE, "nginxMainline", 0));

    private static Document document(Hit.Kind kind, String name, double usage) {
        return new Document(kind, name, "", "", List.of(), usage);
    }

    private static SearchData data() {
        return SearchBuilder.build(DOCUMENTS).data();
    }

    @Test
    void namesAreFoundByKind() {
        SearchData data = data();
        assertThat(data.find(Hit.Kind.PACKAGE, "nginx").map(data::name)).contains("nginx");
        assertThat(data.find(Hit.Kind.OPTION, "nginx")).isEmpty();
        assertThat(data.find(Hit.Kind.PACKAGE, "ngin")).isEmpty();
        assertThat(data.hasPrefix(Hit.Kind.OPTION, "services.nginx.")).isTrue();
        assertThat(data.hasPrefix(Hit.Kind.OPTION, "programs.")).isFalse();
        assertThat(data.hasPrefix(Hit.Kind.HOME, "programs.")).isTrue();
    }

    @Test
    void nearNamesComeNearestFirst() {
        SearchData data = data();
        assertThat(data.nearest(Hit.Kind.PACKAGE, "ngnix", 3)).map(data::name).containsExactly("nginx");
    }

    @Test
    void whatWasWrittenIsReadBack() {
        SearchData data = data();
        SearchData back = SearchData.of(data.sections());
        for (int i = 0; i < data.size(); i++) {
            assertThat(back.name(i)).isEqualTo(data.name(i));
            assertThat(back.kind(i)).isEqualTo(data.kind(i));
        }
        assertThat(back.sections().keySet()).isEqualTo(data.sections().keySet());
    }

    @Test
    void aMissingPartIsSaid() {
        Map<String, byte[]> sections = new HashMap<>(data().sections());
        sections.remove("places");
        assertThatThrownBy(() -> SearchData.of(sections))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'places'");
    }
}
