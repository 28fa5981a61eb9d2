package org.agntos.app.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.app.markdown.Block.Span;

/// Parses the Markdown of answers, also while it is still growing: an open fence or emphasis is shown as far as it
/// goes. Total and linear; text it does not know stays text.
final class Markdown {
    private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.*)");
    private static final Pattern BULLET = Pattern.compile("( *)[-*+] +(.*)");
    private static final Pattern NUMBER = Pattern.compile("( *)(\\d{1,3})[.)] +(.*)");

    private final List<Block> blocks = new ArrayList<>();
    private final List<String> paragraph = new ArrayList<>();

    private Markdown() {}

    static List<Block> parse(String text) {
        Markdown markdown = new Markdown();
        markdown.read(text.lines().toList());
        return List.copyOf(markdown.blocks);
    }

    private void read(List<String> lines) {
        int i = 0;
        while (i < lines.size()) {
            String line = lines.get(i++);
            if (line.stripLeading().startsWith("```")) {
                endParagraph();
                i = readCode(lines, i, line.strip().substring(3).strip());
            } else if (line.isBlank()) {
                endParagraph();
            } else if (!readMarked(line)) {
                paragraph.add(line.strip());
            }
        }
        endParagraph();
    }

    private int readCode(List<String> lines, int from, String language) {
        List<String> code = new ArrayList<>();
        int i = from;
        while (i < lines.size() && !lines.get(i).strip().startsWith("```")) {
            code.add(lines.get(i++));
        }
        blocks.add(new Block.Code(language, String.join("\n", code)));
        return i + 1;
    }

    private boolean readMarked(String line) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            endParagraph();
            blocks.add(new Block.Heading(heading.group(1).length(), spans(heading.group(2))));
            return true;
        }
        Matcher bullet = BULLET.matcher(line);
        if (bullet.matches()) {
            endParagraph();
            blocks.add(new Block.Item("•", bullet.group(1).length() / 2, spans(bullet.group(2))));
            return true;
        }
        Matcher number = NUMBER.matcher(line);
        if (number.matches()) {
            endParagraph();
            blocks.add(new Block.Item(number.group(2) + ".", number.group(1).length() / 2, spans(number.group(3))));
            return true;
        }
        return false;
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            blocks.add(new Block.Paragraph(spans(String.join(" ", paragraph))));
            paragraph.clear();
        }
    }

    static List<Span> spans(String line) {
        List<Span> spans = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int i = 0;
        while (i < line.length()) {
            String fence = fenceAt(line, i);
            int end = fence.isEmpty() ? -1 : line.indexOf(fence, i + fence.length());
            if (end <= i + fence.length()) {
                plain.append(line, i, i + Math.max(1, fence.length()));
                i += Math.max(1, fence.length());
                continue;
            }
            flush(plain, spans);
            spans.add(marked(fence, line.substring(i + fence.length(), end)));
            i = end + fence.length();
        }
        flush(plain, spans);
        return List.copyOf(spans);
    }

    private static String fenceAt(String line, int i) {
        if (line.startsWith("**", i)) {
            return "**";
        }
        char c = line.charAt(i);
        if (c == '`') {
            return "`";
        }
        boolean opensWord = i + 1 < line.length()
                && !Character.isWhitespace(line.charAt(i + 1))
                && (i == 0 || !Character.isLetterOrDigit(line.charAt(i - 1)));
        return (c == '*' || c == '_') && opensWord ? String.valueOf(c) : "";
    }

    private static Span marked(String fence, String text) {
        return switch (fence) {
            case "**" -> new Span.Bold(text);
            case "`" -> new Span.Code(text);
            default -> new Span.Italic(text);
        };
    }

    private static void flush(StringBuilder plain, List<Span> spans) {
        if (!plain.isEmpty()) {
            spans.add(new Span.Plain(plain.toString()));
            plain.setLength(0);
        }
    }
}
