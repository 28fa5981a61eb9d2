package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The leading words of clauses: which words, alone or with a particle that may stand apart (`turn ssh off`), ask for
/// what. Also the polite words before them, which are skipped.
final class Heads {
    private static final Set<String> POLITE = Set.of(
            "please",
            "pls",
            "plz",
            "kindly",
            "hey",
            "hi",
            "hello",
            "ok",
            "okay",
            "so",
            "well",
            "just",
            "can",
            "could",
            "would",
            "will",
            "may",
            "i",
            "we",
            "you",
            "id",
            "ill",
            "im",
            "lets",
            "now",
            "then",
            "also",
            "maybe",
            "perhaps",
            "quickly",
            "agntos",
            "and",
            "actually",
            "to",
            "finally",
            "first",
            "next",
            "oh",
            "um",
            "dear",
            "computer",
            "again",
            "but",
            "afterwards",
            "simply",
            "really",
            "still",
            "too");
    /// Words of wishing that are polite before `to` or `you to`, and ask for a thing otherwise.
    private static final Set<String> WISHES = Set.of("need", "want", "like", "have", "love", "wanna", "gonna", "going");

    /// The verbs in which a slip is forgiven; nouns are too near to the names of things.
    private static final Set<String> COMMANDS = Set.of(
            "install",
            "reinstall",
            "download",
            "uninstall",
            "remove",
            "delete",
            "enable",
            "activate",
            "disable",
            "deactivate",
            "remember",
            "forget",
            "inspect",
            "revert",
            "rollback",
            "configure",
            "search",
            "start",
            "change",
            "rename");

    private static final List<List<String>> OPENINGS = List.of(
            List.of("tell", "me"),
            List.of("how", "do", "i"),
            List.of("how", "can", "i"),
            List.of("how", "to"),
            List.of("go", "ahead"));

    private static final List<Head> ALL = all();
    private static final Map<String, List<Head>> BY_FIRST = byFirst();

    private Heads() {}

    static Set<String> commands() {
        return COMMANDS;
    }

    /// @param words in order; @param particle a word that must stand elsewhere in the clause, empty if none
    record Head(Action action, List<String> words, String particle) {}

    /// @param end index of the token after the head; @param typed the word as it was read, if it was misspelt
    record Match(Head head, int end, Optional<String> typed) {}

    private static List<Head> all() {
        List<Head> heads = new ArrayList<>();
        add(
                heads,
                Action.INSTALL,
                "install|reinstall|add|get|get me|download|fetch|grab|give me|need|want|like|have"
                        + "|set me up with|put:on|put:onto|put:in|bring in|include|pick up|load|love|missing|could use");
        add(
                heads,
                Action.REMOVE,
                "uninstall|deinstall|remove|delete|purge|drop|get rid of|take:off|get:off|throw:out"
                        + "|throw:away|take:out|erase|clean out|rip out|ditch|kick out|dont want|dont need|no longer need|no longer want");
        add(
                heads,
                Action.ENABLE,
                "switch to|change to|move to|enable|activate|start|turn on|turn:on|switch on|switch:on|run|use|set up|setup"
                        + "|allow|bring up|launch|try|start using|host|self host");
        add(
                heads,
                Action.DISABLE,
                "disable|deactivate|stop|turn off|turn:off|switch off|switch:off|kill|dont run"
                        + "|dont use|dont start|do not run|shut off|shut down|stop using|stop running|no more|deny|forbid");
        add(heads, Action.SET, "set|change|make|configure|rename|adjust|define|put:to");
        add(heads, Action.OPEN, "open|open up|unblock|expose|forward|let:through|allow:through|permit:through|let:in");
        add(heads, Action.CLOSE, "close|block|close off");
        add(
                heads,
                Action.WHY,
                "why|whys|why is|why do|how come|who installed|who enabled|who added|who put"
                        + "|who turned on|who turned off|who set|who changed|who removed|who needs|what installed|what needs|what enabled"
                        + "|what added|where does:from|where did:from|where is:from|how did:get|when did|which file"
                        + "|what file|since when|what pulled in|explain why|is:installed|is:here|is:enabled|is:running|do i have|do we have|have i got|whats:doing here");
        add(
                heads,
                Action.CHANGES,
                "did anything|what changed|whats changed|what has changed|what have:changed|what was changed"
                        + "|what did:change|what did:do|what happened|what was done|whats new|history|show:history"
                        + "|show:changes|list:changes|recent changes|last changes|changes|show:audit|show:log|audit log"
                        + "|audit|timeline|changelog|did anything change|what got changed|show:what changed");
        add(
                heads,
                Action.UNDO,
                "undo|revert|take back|take:back|reverse that|reverse the|put it back|change it back|change that back"
                        + "|unapply|never mind that");
        add(
                heads,
                Action.ROLLBACK,
                "rollback|roll back|go back|take me back|switch back|previous generation"
                        + "|return to generation|boot the previous");
        add(
                heads,
                Action.REMEMBER,
                "remember that|remember|note that|note|keep in mind that|keep in mind|make a note that"
                        + "|make a note|dont forget that|dont forget|for future reference|bear in mind that|bear in mind"
                        + "|take a note that|memorize that|memorise that|memorize|memorise");
        add(
                heads,
                Action.FORGET,
                "forget that|forget about|forget|dont remember|delete the note about|delete the note"
                        + "|remove the note about|remove from memory|clear your memory|clear the memory|clear memory"
                        + "|delete your memory|erase your memory|remove:memory|delete:memory|remove the note");
        add(
                heads,
                Action.INSPECT,
                "inspect|describe|tell me about this|what machine|what computer|what is this machine"
                        + "|what hardware|whats installed|what is installed|what have i installed|what did i install|how much"
                        + "|how many|which version|what version|which cpu|what cpu|which gpu|what gpu|which kernel|what kernel"
                        + "|what is my|whats my|show me my|show my|list my|list|show|what services|which services"
                        + "|what packages|which packages|what generations|which generations|what programs|which programs"
                        + "|what software|what system|which system|what os|which os|what distro|uptime|hostname|status"
                        + "|specs|what do you remember|what do you know|what are|where am i|neofetch");
        add(
                heads,
                Action.SEARCH,
                "search|search for|find|find me|look for|look up|is there|are there|do you have"
                        + "|do you know|suggest|recommend|which package|what package|which option|what option|whats the option"
                        + "|what is the option|what is|whats|whats a good|what is a good");
        add(
                heads,
                Action.HELP,
                "help|help me|what can you do|what can i do|what can i say|what can i ask|how does this work"
                        + "|commands|usage|what do you do|who are you|what are you|how do i use you|man");
        heads.sort(Comparator.comparingInt((Head head) -> head.words().size())
                .thenComparing(head -> !head.particle().isEmpty())
                .reversed());
        return List.copyOf(heads);
    }

    private static void add(List<Head> heads, Action action, String phrases) {
        for (String phrase : phrases.split("\\|", -1)) {
            String[] parts = phrase.split(":", 2);
            List<String> words = List.of(parts[0].split(" ", -1));
            List<String> particle = parts.length > 1 ? List.of(parts[1].split(" ", -1)) : List.of("");
            heads.add(new Head(action, words, particle.getLast()));
        }
    }

    private static Map<String, List<Head>> byFirst() {
        Map<String, List<Head>> index = new HashMap<>();
        ALL.forEach(head -> index.computeIfAbsent(head.words().getFirst(), _ -> new ArrayList<>())
                .add(head));
        return index;
    }

    /// The index of the first token from `from` on that is not mere politeness.
    static int skipPolite(List<Token> tokens, int from) {
        int at = from;
        while (at < tokens.size()) {
            int length = phraseLength(tokens, at);
            if (length == 0 && !isPolite(tokens, at)) {
                break;
            }
            at += Math.max(length, 1);
        }
        return at;
    }

    private static int phraseLength(List<Token> tokens, int at) {
        for (List<String> phrase : OPENINGS) {
            boolean fits = true;
            for (int i = 0; i < phrase.size(); i++) {
                fits &= isWordAt(tokens, at + i, phrase.get(i));
            }
            if (fits) {
                return phrase.size();
            }
        }
        return 0;
    }

    private static boolean isPolite(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        if (token.kind() == Token.Kind.SEPARATOR) {
            return true;
        }
        if (token.kind() != Token.Kind.WORD) {
            return false;
        }
        return POLITE.contains(token.key())
                || (WISHES.contains(token.key()) && isFollowedByTo(tokens, at + 1))
                || (token.is("go") && isWordAt(tokens, at + 1, "ahead"))
                || (token.is("ahead") && at > 0 && tokens.get(at - 1).is("go"))
                || (token.is("let") && (isWordAt(tokens, at + 1, "us") || isWordAt(tokens, at + 1, "me")))
                || ((token.is("us") || token.is("me"))
                        && at > 0
                        && tokens.get(at - 1).is("let"));
    }

    private static boolean isFollowedByTo(List<Token> tokens, int at) {
        return isWordAt(tokens, at, "to") || (isWordAt(tokens, at, "you") && isWordAt(tokens, at + 1, "to"));
    }

    static boolean isWordAt(List<Token> tokens, int at, String word) {
        return at < tokens.size() && tokens.get(at).is(word);
    }

    /// The head at exactly this token, the longest that fits; a small slip in a single word is forgiven.
    static Optional<Match> at(List<Token> tokens, int at) {
        if (at >= tokens.size() || tokens.get(at).kind() != Token.Kind.WORD) {
            return Optional.empty();
        }
        String first = tokens.get(at).key();
        for (Head head : BY_FIRST.getOrDefault(first, List.of())) {
            if (fits(head, tokens, at)) {
                return Optional.of(new Match(head, at + head.words().size(), Optional.empty()));
            }
        }
        return misspelt(at, first);
    }

    private static boolean fits(Head head, List<Token> tokens, int at) {
        for (int i = 0; i < head.words().size(); i++) {
            if (!isWordAt(tokens, at + i, head.words().get(i))) {
                return false;
            }
        }
        return head.particle().isEmpty()
                || particleIndex(tokens, at + head.words().size(), head.particle()) >= 0;
    }

    /// Where the particle stands in the rest of this clause, -1 if nowhere.
    static int particleIndex(List<Token> tokens, int from, String particle) {
        for (int i = from; i < tokens.size() && tokens.get(i).kind() != Token.Kind.STOP; i++) {
            if (tokens.get(i).is(particle)) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<Match> misspelt(int at, String typed) {
        if (typed.length() < 5) {
            return Optional.empty();
        }
        for (Head head : ALL) {
            String meant = head.words().getFirst();
            if (COMMANDS.contains(head.words().getFirst())
                    && head.words().size() == 1
                    && head.particle().isEmpty()
                    && meant.length() >= 5
                    && Spelling.isSlipOf(typed, meant)) {
                return Optional.of(new Match(head, at + 1, Optional.of(meant)));
            }
        }
        return Optional.empty();
    }
}
