package org.agntos.app.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.agntos.app.markdown.Block.Span;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void readsWhatAnswersUse() {
        String text = """
                # Title
                One **bold**
                and `code`.

                - first
                  - inside
                2. second

                ```nix
                { a = 1; }

                ```
                after""";

        assertThat(Markdown.parse(text))
                .containsExactly(
                        new Block.Heading(1, List.of(new Span.Plain("Title"))),
                        new Block.Paragraph(List.of(
                                new Span.Plain("One "),
                                new Span.Bold("bold"),
                                new Span.Plain(" and "),
                                new Span.Code("code"),
                                new Span.Plain("."))),
                        new Block.Item("•", 0, List.of(new Span.Plain("first"))),
                        new Block.Item("•", 1, List.of(new Span.Plain("inside"))),
                        new Block.Item("2.", 0, List.of(new Span.Plain("second"))),
                        new Block.Code("nix", "{ a = 1; }\n"),
                        new Block.Paragraph(List.of(new Span.Plain("after"))));
    }

    @Test
    void anOpenFenceIsCodeAsFarAsItGoes() {
        assertThat(Markdown.parse("```\nhalf")).containsExactly(new Block.Code("", "half"));
    }

    @Test
    void marksWithoutAnEndStayText() {
        assertThat(Markdown.spans("2 * 3 * 4 and snake_case_name and **open and `tick"))
                .containsExactly(new Span.Plain("2 * 3 * 4 and snake_case_name and **open and `tick"));
    }

    @Test
    void marksWithNothingBetweenStayText() {
        assertThat(Markdown.spans("a `` b ****")).containsExactly(new Span.Plain("a `` b ****"));
    }

    @Test
    void everyBeginningOfATextCanBeShown() {
        String text = "# A\n\n**b** `c` *d*\n- e\n```\nf\n```\n1. g";
        for (int end = 0; end <= text.length(); end++) {
            assertThat(Markdown.parse(text.substring(0, end))).isNotNull();
        }
    }
}
