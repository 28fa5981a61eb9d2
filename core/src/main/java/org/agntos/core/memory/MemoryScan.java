package org.agntos.core.memory;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Refuses text that would steer a model or hide from the person, because memory is in every prompt.
final class MemoryScan {
    private static final List<Pattern> INJECTIONS = List.of(
            Pattern.compile(
                    "(?:ignore|disregard|forget|override)\\s+(?:all\\s+|any\\s+)?(?:of\\s+)?(?:the\\s+|your\\s+|my\\s+)?"
                            + "(?:previous|prior|above|earlier|former)\\s+(?:instructions|rules|prompts?|messages?)"),
            Pattern.compile("system\\s+prompt"),
            Pattern.compile("developer\\s+(?:message|mode)"),
            Pattern.compile("(?:reveal|print|show|send|leak)\\s+(?:me\\s+)?(?:the\\s+|your\\s+|my\\s+|all\\s+)?"
                    + "(?:api|secret|private|access)\\s*keys?"),
            Pattern.compile("exfiltrat"),
            Pattern.compile(
                    "without\\s+(?:showing|asking\\s+for)\\s+(?:the\\s+|any\\s+)?(?:diff|approval|confirmation)"),
            Pattern.compile("</?(?:system|assistant|tool)>"),
            Pattern.compile("-----begin\\s+[a-z ]*private\\s+key"));

    private MemoryScan() {}

    /// Why an edit is refused. Lines that stood there before are not held against it, so that what someone wrote into
    /// the file by hand can be taken out line by line.
    static Optional<String> objectionToEdit(String before, String after) {
        Set<String> old = before.lines().collect(Collectors.toSet());
        String fresh = after.lines().filter(line -> !old.contains(line)).collect(Collectors.joining("\n"));
        Optional<String> objection = objection(fresh);
        return objection.isPresent() || objection(before).isPresent() ? objection : objection(after);
    }

    /// Why the text is refused, as a sentence; empty if it is harmless.
    static Optional<String> objection(String text) {
        return hiddenCharacter(text).or(() -> {
            String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
            return INJECTIONS.stream()
                    .map(pattern -> pattern.matcher(plain))
                    .filter(matcher -> matcher.find())
                    .map(matcher -> "The text holds “" + matcher.group() + "”, which reads like an order to a model.")
                    .findFirst();
        });
    }

    private static Optional<String> hiddenCharacter(String text) {
        return text.codePoints()
                .filter(MemoryScan::isHidden)
                .mapToObj(point -> String.format(
                        Locale.ROOT, "The text holds the hidden character U+%04X, which nobody could see.", point))
                .findFirst();
    }

    private static boolean isHidden(int point) {
        boolean isFormat = Character.getType(point) == Character.FORMAT;
        boolean isControl = Character.isISOControl(point) && point != '\n' && point != '\t';
        boolean isFiller = point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0 || point == 0x2800;
        boolean isVariation = point >= 0xE0100 && point <= 0xE01EF;
        boolean isLoneSurrogate = Character.getType(point) == Character.SURROGATE;
        boolean isLineSeparator = point == 0x2028 || point == 0x2029;
        return isFormat || isControl || isFiller || isVariation || isLoneSurrogate || isLineSeparator;
    }
}
