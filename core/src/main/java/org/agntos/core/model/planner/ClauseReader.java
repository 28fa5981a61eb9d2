package org.agntos.core.model.planner;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.model.planner.Intent.Name;

/// Turns a clause into what it asks for. Words only; nothing is looked up yet.
final class ClauseReader {
    private static final Set<String> MEMORY_WORDS = Set.of("memory", "memories", "note", "notes");
    private static final Set<String> THANKS = Set.of("thanks", "thank", "thx", "cheers", "great", "perfect", "nice");
    private static final Set<String> GREETINGS = Set.of("hi", "hello", "hey", "morning", "greetings", "yo");
    private static final Set<String> YES = Set.of(
            "yes",
            "yep",
            "yeah",
            "y",
            "ok",
            "okay",
            "sure",
            "go",
            "confirm",
            "apply",
            "proceed",
            "approve",
            "approved");
    private static final List<String> NUMBERS =
            List.of("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final Set<String> FILLERS_OF_UNDO = Fillers.of("undo");
    private static final Pattern GENERATION =
            Pattern.compile("(?:.*\\bgeneration|#)\\s*#?(\\d{1,6})\\b.*|.*\\bto (\\d{1,6})\\b.*");

    private final String request;
    private final TimeWords times;

    ClauseReader(String request, TimeWords times) {
        this.request = request;
        this.times = times;
    }

    Intent read(Clause clause) {
        Optional<Intent> small = smallTalk(clause);
        if (small.isPresent()) {
            return small.get();
        }
        return clause.head().map(match -> readHeaded(clause, match)).orElseGet(() -> readHeadless(clause));
    }

    private static Optional<Intent> smallTalk(Clause clause) {
        List<String> keys = clause.tokens().stream()
                .filter(Token::isName)
                .map(Token::key)
                .filter(key ->
                        !key.equals("please") && !key.equals("you") && !key.equals("very") && !key.equals("much"))
                .toList();
        if (keys.isEmpty() || keys.size() > 3) {
            return Optional.empty();
        }
        if (keys.stream()
                        .allMatch(
                                key -> YES.contains(key) || key.equals("ahead") || key.equals("it") || key.equals("do"))
                && !keys.equals(List.of("go"))
                && !keys.equals(List.of("it"))) {
            return Optional.of(new Intent.Confirm());
        }
        if (THANKS.contains(keys.getFirst())) {
            return Optional.of(new Intent.Greeting(true));
        }
        return GREETINGS.contains(keys.getFirst())
                        && keys.size() <= 2
                        && clause.head().isEmpty()
                ? Optional.of(new Intent.Greeting(false))
                : Optional.empty();
    }

    private Intent readHeaded(Clause clause, Heads.Match match) {
        List<Token> objects = withoutParticle(clause.objects(), match.head().particle());
        return switch (match.head().action()) {
            case INSTALL -> install(clause, objects);
            case REMOVE -> remove(clause, objects);
            case ENABLE -> enable(clause, objects);
            case DISABLE -> named(clause, objects, Intent.Disable::new);
            case SET ->
                SettingReader.read(request, hostName(match, objects))
                        .orElseGet(() -> new Intent.NotUnderstood(clause.tokens()));
            case OPEN, CLOSE -> ports(clause, objects, match.head().action() == Action.OPEN);
            case WHY -> why(clause, objects);
            case CHANGES -> new Intent.Changes(times.read(clause.tokens()), mentions(clause, "fail"));
            case UNDO -> undo(objects);
            case ROLLBACK -> goBack(clause);
            case REMEMBER -> remember(clause);
            case FORGET -> forget(clause, match);
            case INSPECT -> inspect(clause);
            case SEARCH -> isQuestionAboutMachine(clause) ? inspect(clause) : new Intent.Search(objects);
            case HELP -> new Intent.Help();
        };
    }

    /// `rename this computer to box` names no option, but means one.
    private static List<Token> hostName(Heads.Match match, List<Token> objects) {
        boolean isRename = match.head().words().getFirst().equals("rename");
        int link = Heads.particleIndex(objects, 0, "to");
        boolean isOfMachine = isRename
                && link > 0
                && objects.subList(0, link).stream()
                        .anyMatch(
                                token -> token.key().matches("computer|machine|pc|laptop|box|host|system|hostname|it"));
        return isOfMachine
                ? joined(Tokeniser.tokens("networking.hostName"), objects.subList(link, objects.size()))
                : objects;
    }

    private static List<Token> withoutParticle(List<Token> objects, String particle) {
        int at = particle.isEmpty() ? -1 : Heads.particleIndex(objects, 0, particle);
        if (at < 0) {
            return objects;
        }
        // What follows the particle is a place or a reason, as in "put libreoffice on here", or the name itself.
        List<Token> before = objects.subList(0, at);
        return before.stream().anyMatch(Token::isName)
                ? joined(before, afterJoin(objects, at))
                : objects.subList(at + 1, objects.size());
    }

    private static List<Token> joined(List<Token> first, List<Token> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }

    private static List<Token> afterJoin(List<Token> objects, int from) {
        for (int i = from; i < objects.size(); i++) {
            if (objects.get(i).kind() == Token.Kind.SEPARATOR) {
                return objects.subList(i, objects.size());
            }
        }
        return List.of();
    }

    private Intent readHeadless(Clause clause) {
        if (isQuestionAboutMachine(clause)) {
            return inspect(clause);
        }
        Optional<Intent> note = trailingNote(clause);
        if (note.isPresent()) {
            return note.get();
        }
        boolean saysPort = mentions(clause, "port")
                && clause.tokens().stream().anyMatch(token -> token.key().matches("\\d+.*"));
        if (saysPort && PortWords.saysNothingElse(clause.objects())) {
            return ports(clause, clause.objects(), true);
        }
        return SettingReader.readAssignment(request, clause.tokens()).orElseGet(() -> {
            List<Name> names = NameList.read(clause.objects());
            return names.isEmpty() ? new Intent.Aside() : new Intent.Install(names, clause.objects());
        });
    }

    /// `my work vpn is called corp0, note that`
    private Optional<Intent> trailingNote(Clause clause) {
        String text = text(clause.tokens());
        Matcher matcher = Pattern.compile(
                        "(?i)(.+?)[,.]?\\s+(?:please\\s+)?(?:note|remember|memori[sz]e) (?:that|this|it)\\.?")
                .matcher(text);
        return matcher.matches()
                ? Optional.of(new Intent.Remember(matcher.group(1).strip()))
                : Optional.empty();
    }

    private static Intent install(Clause clause, List<Token> objects) {
        return named(clause, objects, names -> new Intent.Install(names, List.of()));
    }

    private Intent remove(Clause clause, List<Token> objects) {
        boolean isAboutMemory = objects.stream().anyMatch(token -> MEMORY_WORDS.contains(token.key()));
        if (isAboutMemory) {
            return new Intent.Forget(text(objects)
                    .replaceAll("(?i)\\s*\\b(?:from|in)\\s+(?:your|the|my)?\\s*(?:memory|notes)\\b.*", "")
                    .replaceAll("(?i)^(?:the |my )?notes? (?:about |on |that )?", "")
                    .strip());
        }
        return named(clause, objects, Intent.Remove::new);
    }

    private static Intent enable(Clause clause, List<Token> objects) {
        if (mentions(clause, "port") && PortWords.saysNothingElse(objects)) {
            return ports(clause, objects, true);
        }
        return named(clause, objects, Intent.Enable::new);
    }

    @FunctionalInterface
    private interface FromNames {
        Intent make(List<Name> names);
    }

    private static Intent named(Clause clause, List<Token> objects, FromNames make) {
        List<Name> names = NameList.read(objects);
        return names.isEmpty() ? new Intent.NotUnderstood(clause.tokens()) : make.make(names);
    }

    private static Intent ports(Clause clause, List<Token> objects, boolean isOpen) {
        return PortWords.read(objects, isOpen)
                .<Intent>map(ports -> ports)
                .orElseGet(() -> new Intent.NotUnderstood(clause.tokens()));
    }

    static final Set<String> WHY_FILLERS = Fillers.of("why");

    private static Intent why(Clause clause, List<Token> objects) {
        List<Token> words = objects.stream()
                .filter(Token::isName)
                .filter(token -> token.kind() == Token.Kind.QUOTED || !WHY_FILLERS.contains(token.key()))
                .toList();
        return words.isEmpty() ? new Intent.NotUnderstood(clause.tokens()) : new Intent.Why(new Name(words));
    }

    Intent undo(List<Token> objects) {
        int count = 1;
        for (Token token : objects) {
            int spelt = NUMBERS.indexOf(token.key());
            if (token.key().matches("[1-9]\\d?") || spelt > 1) {
                count = spelt > 1 ? spelt : Integer.parseInt(token.key());
            }
        }
        boolean isAll = objects.stream().anyMatch(token -> token.is("everything") || token.is("all"));
        String about = String.join(
                " ",
                objects.stream()
                        .filter(Token::isName)
                        .filter(token -> !FILLERS_OF_UNDO.contains(token.key())
                                && !token.key().matches("\\d+|\\p{Alpha}+day|week|month")
                                && NUMBERS.indexOf(token.key()) < 2)
                        .map(Token::text)
                        .toList());
        Optional<Intent.Since> since = times.read(objects);
        return new Intent.Undo(about, isAll && since.isPresent() ? 5 : count, since);
    }

    private Intent goBack(Clause clause) {
        Matcher matcher = GENERATION.matcher(text(clause.tokens()).toLowerCase(java.util.Locale.ROOT));
        if (!matcher.matches()) {
            return new Intent.GoBack(0, "previous");
        }
        String number = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new Intent.GoBack(Integer.parseInt(number), "number");
    }

    private Intent remember(Clause clause) {
        String content = text(clause.objects()).replaceFirst("^(?:that|:)\\s+", "");
        return content.isBlank() ? new Intent.NotUnderstood(clause.tokens()) : new Intent.Remember(content);
    }

    private Intent forget(Clause clause, Heads.Match match) {
        boolean isWhole =
                match.head().words().contains("clear") || match.head().words().contains("erase");
        String about = text(clause.objects())
                .replaceAll("(?i)\\s*\\bfrom\\s+(?:your|the|my)?\\s*memory\\b.*", "")
                .replaceFirst("(?i)^(?:what i (?:said|told you) about|the fact that|about|that|my note about)\\s+", "");
        return new Intent.Forget(isWhole ? "*" : about.strip());
    }

    private static Intent inspect(Clause clause) {
        List<String> keys = clause.tokens().stream().map(Token::key).toList();
        boolean isAboutNotes = keys.contains("remember")
                || keys.contains("know")
                || (keys.contains("memory") && (keys.contains("your") || keys.contains("notes")))
                || keys.contains("notes");
        return isAboutNotes
                ? new Intent.ShowMemory()
                : inspect(Topics.target(keys).orElse("system"));
    }

    private static Intent inspect(String target) {
        return target.equals("generations") ? new Intent.Generations() : new Intent.Inspect(target, target);
    }

    private static boolean isQuestionAboutMachine(Clause clause) {
        List<String> keys = clause.tokens().stream().map(Token::key).toList();
        return !keys.isEmpty()
                && (Topics.QUESTION_WORDS.contains(keys.getFirst())
                        || keys.getLast().equals("?"))
                && Topics.target(keys).isPresent();
    }

    private static boolean mentions(Clause clause, String part) {
        return clause.tokens().stream().anyMatch(token -> token.key().startsWith(part));
    }

    private String text(List<Token> tokens) {
        List<Token> words = tokens;
        while (!words.isEmpty()
                && words.getLast().kind() == Token.Kind.STOP
                && !words.getLast().text().equals("?")) {
            words = words.subList(0, words.size() - 1);
        }
        return words.isEmpty()
                ? ""
                : request.substring(words.getFirst().start(), words.getLast().end())
                        .strip();
    }
}
