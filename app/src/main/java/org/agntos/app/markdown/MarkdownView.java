package org.agntos.app.markdown;

import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.agntos.app.i18n.Messages;
import org.kordamp.ikonli.javafx.FontIcon;

/// Shows Markdown and follows it as it grows: only blocks that changed are built again.
public final class MarkdownView extends VBox {
    private static final double INDENT = 20;

    private List<Block> shown = List.of();

    public MarkdownView() {
        getStyleClass().add("markdown");
    }

    public void show(String markdown) {
        List<Block> next = Markdown.parse(markdown);
        int same = 0;
        while (same < Math.min(shown.size(), next.size()) && shown.get(same).equals(next.get(same))) {
            same++;
        }
        getChildren().remove(same, getChildren().size());
        next.subList(same, next.size()).forEach(block -> getChildren().add(node(block)));
        shown = next;
    }

    private static Node node(Block block) {
        return switch (block) {
            case Block.Paragraph(List<Block.Span> spans) -> flow(spans, "md-paragraph");
            case Block.Heading(int level, List<Block.Span> spans) ->
                flow(spans, level <= 2 ? "md-heading" : "md-subheading");
            case Block.Item(String marker, int depth, List<Block.Span> spans) -> item(marker, depth, spans);
            case Block.Code(String _, String text) -> code(text);
        };
    }

    private static TextFlow flow(List<Block.Span> spans, String style) {
        TextFlow flow = new TextFlow();
        flow.getStyleClass().addAll("md-flow", style);
        spans.forEach(span -> {
            Text text = new Text(span.text());
            text.getStyleClass()
                    .add(
                            switch (span) {
                                case Block.Span.Plain _ -> "md-text";
                                case Block.Span.Bold _ -> "md-bold";
                                case Block.Span.Italic _ -> "md-italic";
                                case Block.Span.Code _ -> "md-code";
                            });
            flow.getChildren().add(text);
        });
        return flow;
    }

    private static Node item(String marker, int depth, List<Block.Span> spans) {
        Label mark = new Label(marker);
        mark.getStyleClass().add("md-marker");
        mark.setMinWidth(INDENT);
        TextFlow flow = flow(spans, "md-paragraph");
        HBox.setHgrow(flow, Priority.ALWAYS);
        HBox row = new HBox(mark, flow);
        row.setAlignment(Pos.TOP_LEFT);
        row.setPadding(new Insets(0, 0, 0, depth * INDENT));
        return row;
    }

    private static Node code(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("mono");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        Button copy = new Button(null, new FontIcon("fth-copy"));
        copy.getStyleClass().add("icon-button");
        copy.setAccessibleText(Messages.text("markdown.copy"));
        copy.setOnAction(_ -> Clipboard.getSystemClipboard().setContent(java.util.Map.of(DataFormat.PLAIN_TEXT, text)));
        StackPane.setAlignment(copy, Pos.TOP_RIGHT);
        StackPane.setAlignment(label, Pos.TOP_LEFT);
        StackPane box = new StackPane(label, copy);
        box.getStyleClass().add("md-block");
        return box;
    }
}
