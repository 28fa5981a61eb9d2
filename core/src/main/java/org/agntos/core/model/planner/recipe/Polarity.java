package org.agntos.core.model.planner.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells whether what stands at a place of a request is wanted or is to go: by the verb of its own part of the
/// sentence, else by the verb of the part before, as in `disable avahi and printing`.
public final class Polarity {
    private static final List<Phrase> OFF = phrases("off");
    private static final List<Phrase> ON = phrases("on");
    private static final List<Phrase> NOT = phrases("not");

    /// What is wanted of a thing.
    public enum Want {
        ON,
        OFF,
        /// No verb says so.
        UNSAID
    }

    private record Part(int start, int end, Want want) {}

    private static final Pattern AFTERWARDS = Pattern.compile(
            " (?:is no|is not|is to|are no|are not|are to|can|may|should|must|no longer|not needed|have to|has to|arent|isnt) ",
            Pattern.CASE_INSENSITIVE);

    private final RequestText request;
    private final List<Part> parts = new ArrayList<>();

    /// @param request what is left when the mentions are taken out would be misread, so it is the whole request
    /// @param mentions places whose words are no verbs
    public Polarity(RequestText request, List<Mention> mentions) {
        this.request = request;
        String text = masked(request.text(), mentions);
        Set<String> words = new RequestText(text).words();
        Want before = Want.UNSAID;
        int start = 1;
        Matcher joint = RequestText.JOINT.matcher(text);
        while (start < text.length()) {
            int end = joint.find(start) ? joint.end() : text.length();
            String part = " " + text.substring(start, end);
            Want own = want(part, words);
            boolean isCarried = own == Want.UNSAID
                    && !text.substring(Math.max(0, start - 2), start).equals("; ");
            Want want = isCarried ? before : own;
            parts.add(new Part(start, end, want));
            before = want;
            start = end;
        }
        carryBack(text);
    }

    /// `docker and podman are no longer needed`: what is said at the end of a list is said of all of it.
    private void carryBack(String text) {
        for (int i = parts.size() - 2; i >= 0; i--) {
            Part part = parts.get(i);
            Part next = parts.get(i + 1);
            boolean isOneList = !text.substring(0, part.end()).endsWith("; ");
            boolean isSaidOfAll = part.want() == Want.UNSAID
                    && next.want() == Want.OFF
                    && isOneList
                    && AFTERWARDS
                            .matcher(text.substring(next.start(), next.end()))
                            .find();
            if (isSaidOfAll) {
                parts.set(i, new Part(part.start(), part.end(), Want.OFF));
            }
        }
    }

    private static List<Phrase> phrases(String kind) {
        return Resources.lines("polarity.txt").stream()
                .filter(line -> line.startsWith(kind + " "))
                .flatMap(line -> Phrase.all(line.substring(kind.length())).stream())
                .toList();
    }

    private static String masked(String text, List<Mention> mentions) {
        StringBuilder masked = new StringBuilder(text);
        for (Mention mention : mentions) {
            for (int i = Math.max(1, mention.start()); i < mention.end() - 1; i++) {
                masked.setCharAt(i, '_');
            }
        }
        return masked.toString();
    }

    private static Want want(String part, Set<String> words) {
        if (isIn(OFF, part, words)) {
            return Want.OFF;
        }
        return isIn(ON, part, words) ? Want.ON : Want.UNSAID;
    }

    private static boolean isIn(List<Phrase> phrases, String part, Set<String> words) {
        return phrases.stream()
                .anyMatch(phrase ->
                        phrase.mayBeIn(words) && phrase.pattern().matcher(part).find());
    }

    /// True for what is only said not to come along, as in `without sudo`, where no verb asks to have it gone.
    public boolean isExcepted(int position) {
        return isDenied(position) && said(position) != Want.OFF;
    }

    private boolean isDenied(int position) {
        String before = request.text().substring(0, position);
        for (Phrase phrase : NOT) {
            Matcher matcher = phrase.pattern().matcher(before);
            while (matcher.find()) {
                if (matcher.end() == position) {
                    return true;
                }
            }
        }
        return false;
    }

    public Want at(int position) {
        return isDenied(position) ? Want.OFF : said(position);
    }

    private Want said(int position) {
        return parts.stream()
                .filter(part -> position >= part.start() && position < part.end())
                .map(Part::want)
                .findFirst()
                .orElse(Want.UNSAID);
    }
}
