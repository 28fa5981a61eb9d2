package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agntos.core.model.planner.Intent.Name;
import org.agntos.core.model.planner.recipe.Mention;
import org.agntos.core.model.planner.recipe.Polarity;
import org.agntos.core.model.planner.recipe.Recipe;
import org.agntos.core.model.planner.recipe.RecipeBook;
import org.agntos.core.model.planner.recipe.RecipeFinder;
import org.agntos.core.model.planner.recipe.RequestText;
import org.agntos.core.model.planner.recipe.Wish;

/// Finds what a request wishes for: recipes and known names, wherever they stand in it. Safe for any thread.
final class WishReader {
    /// After one of these comes a reason or a remark.
    private static final Pattern TAIL = Pattern.compile(
            "(?<= )(?:for|so|because|since|cause|when|while|if|like|whatever|which|who|whenever|that|to run|to use|to play|in case|instead of|rather than) ",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern REASON =
            Pattern.compile("(?<= )(?:because|since|cause|due to) ", Pattern.CASE_INSENSITIVE);
    private static final Pattern REMARK = Pattern.compile(
            " (?:(?:it|they|people|he|she|this|that|my \\w+|the \\w+|someone|everyone|nothing|something|[\\w-]+) )?(?:is|are|was|were|keeps?|complains?|drops?|wont|cant|doesnt|dont work|has|says|said|needs|wants|hammer\\w*|works|died|its|im|ive|i am|i have no|i hate|i love|i need it|i forgot|i think|isnt|i (?:now |already |only )?use|saves|freezes|makes|takes|breaks|costs|uses|eats|slows) .*",
            Pattern.CASE_INSENSITIVE);
    /// After one of these comes what a thing is for, in whatever words.
    private static final Pattern PURPOSE =
            Pattern.compile(" (?:for|with|so|because|since|to|that|which|in addition) ", Pattern.CASE_INSENSITIVE);
    private static final Set<String> LITTLE_BESIDE_OFF = Fillers.of("off");
    /// What is said of things that are to go, which is no remark.
    private static final Pattern ENDING = Pattern.compile(
            " (?:no longer|not needed|not wanted|can go|any ?more|be (?:off|removed|disabled|gone)|(?:is|are|would be) (?:fine|ok|okay|good|great|enough|perfect)) ");
    /// Ports that are asked for by themselves, which are no detail of anything.
    private static final Pattern PORTS = Pattern.compile(
            "(?<= )(?:open|unblock|allow|expose|close|shut|block|forward|let|permit) (?:up )?(?:the )?(?:firewall )?(?:tcp |udp )?(?:ports? )?(?:tcp |udp )?\\d{1,5}[^;]*?(?= (?:and|,|;) (?!\\d)|$)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern QUESTION = Pattern.compile(
            "^ (?:what|whats|why|who|when|where|which|how|is|are|does|do|did|was) ", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENABLING = Pattern.compile(
            "(?:enable|activate|turn on|switch on|start|run|host|self-host|use|set up|setup) ",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DISABLING = Pattern.compile(
            "(?:disable|deactivate|turn|switch|stop|kill|dont run|shut|no longer run|off) ", Pattern.CASE_INSENSITIVE);

    private final RecipeFinder recipes;
    private final KnownNames names;
    private final Set<String> vocabulary;

    WishReader(RecipeBook book, KnownNames names) {
        this.recipes = new RecipeFinder(book);
        this.vocabulary = Stream.concat(book.vocabulary().stream(), names.words().stream())
                .collect(Collectors.toUnmodifiableSet());
        this.names = names;
    }

    /// True if it begins with a word that asks.
    static boolean asks(RequestText request) {
        return QUESTION.matcher(request.text()).find();
    }

    /// True if no recipe and no known name is in it.
    boolean mentionsNothing(RequestText request) {
        return recipes.mentions(request).isEmpty() && names.mentions(request).isEmpty();
    }

    /// @param rest the request without what was read
    /// @param isWhole true if most of the request's words were read
    /// @param isFixed true if what was read says by itself what is wanted, with most of the request's words
    /// @param isAsked true if a verb asks for something
    record Reading(List<Intent> intents, RequestText rest, boolean isFixed, boolean isWhole, boolean isAsked) {
        Reading {
            intents = List.copyOf(intents);
        }
    }

    /// @param symptoms places that tell what is wrong, whose words are no verbs
    Reading read(RequestText request, List<Mention> symptoms) {
        List<Mention> all = new ArrayList<>(recipes.mentions(request));
        all.addAll(names.mentions(request));
        all.removeIf(mention -> isInPorts(request, mention));
        List<Mention> mentions = withoutRemarks(request, RecipeFinder.longest(all));
        List<Placed> placed = withoutIdleQuestions(request, withDetails(request, mentions));
        List<Mention> silent = new ArrayList<>(mentions);
        silent.addAll(symptoms);
        Polarity polarity = new Polarity(request, silent);
        boolean isOff =
                placed.stream().anyMatch(one -> polarity.at(one.mention().start()) == Polarity.Want.OFF);
        Optional<Intent> choice = isOff ? Optional.empty() : choice(request, placed);
        if (choice.isPresent()) {
            return new Reading(List.of(choice.get()), RequestText.of(List.of()), true, true, true);
        }
        List<Intent> intents = new ArrayList<>();
        RequestText rest = request;
        int covered = 0;
        int told = 0;
        boolean isAsked = false;
        for (Placed one : placed) {
            boolean isOfSymptom = symptoms.stream().anyMatch(one.mention()::overlaps);
            Polarity.Want want = isOfSymptom && polarity.at(one.mention().start()) == Polarity.Want.OFF
                    ? Polarity.Want.UNSAID
                    : polarity.at(one.mention().start());
            boolean isExcepted = placed.size() > 1
                    && one.mention() instanceof Mention.OfName
                    && polarity.isExcepted(one.mention().start());
            if (!isExcepted && isMeant(one, want, request)) {
                intents.add(intent(one, want, request));
                rest = cut(rest, one.mention());
                for (int[] detail : one.details().places()) {
                    told += detail[1] - detail[0];
                    rest = masked(rest, detail[0], detail[1]);
                }
                isAsked |= want != Polarity.Want.UNSAID;
                covered += one.mention().length();
            }
        }
        boolean isFixed = placed.stream().anyMatch(one -> isFixed(one.mention()))
                && covered * 10 > request.text().length() * 5;
        boolean isWhole = (covered + told) * 10 > request.text().length() * 6;
        return new Reading(intents, squeezed(rest), isFixed, isWhole, isAsked);
    }

    /// Nothing need be asked where the same part of the request, or its answer in another, says which one is meant.
    private static List<Placed> withoutIdleQuestions(RequestText request, List<Placed> placed) {
        return placed.stream()
                .filter(one -> placed.stream().noneMatch(other -> answers(request, one.mention(), other.mention())))
                .toList();
    }

    private static boolean answers(RequestText request, Mention question, Mention other) {
        if (!(question instanceof Mention.OfRecipe of)
                || !(of.recipe().answer().orElse(null)
                        instanceof Recipe.Answer.Ask(String _, List<Recipe.Choice> choices))
                || (other instanceof Mention.OfRecipe it && it.recipe().answer().isPresent())) {
            return false;
        }
        String words = words(request, other).toLowerCase(Locale.ROOT);
        return partStart(request, question.start()) == partStart(request, other.start())
                || choices.stream().anyMatch(choice -> choice.label().equals(words));
    }

    /// `teams or slack` is for the person to decide.
    private static Optional<Intent> choice(RequestText request, List<Placed> placed) {
        for (int i = 1; i < placed.size(); i++) {
            Mention one = placed.get(i - 1).mention();
            Mention other = placed.get(i).mention();
            boolean isOr = request.text()
                    .substring(one.end(), other.start())
                    .matches("(?i)(?:, )?(?:or|vs|versus) (?:the |a |an |maybe )?");
            if (isOr) {
                return Optional.of(new Intent.Choose(List.of(words(request, one), words(request, other))));
            }
        }
        return Optional.empty();
    }

    private static String words(RequestText request, Mention mention) {
        return request.text().substring(mention.start(), mention.end()).strip();
    }

    private static boolean isFixed(Mention mention) {
        return mention instanceof Mention.OfRecipe of
                && (of.recipe().isFixed() || of.recipe().answer().isPresent());
    }

    /// A mention and what was said beside it.
    private record Placed(Mention mention, Details details) {}

    private record Details(RecipeFinder.WithDetails found, List<int[]> places) {}

    private static List<Placed> withDetails(RequestText request, List<Mention> mentions) {
        List<Placed> placed = new ArrayList<>();
        List<Mention> open = new ArrayList<>(mentions);
        RequestText left = maskedPorts(request);
        for (Mention mention : mentions) {
            if (open.contains(mention) && mention instanceof Mention.OfRecipe of) {
                RequestText own = masked(left, mention.start(), mention.end());
                RecipeFinder.WithDetails found = RecipeFinder.details(
                        of.recipe(),
                        of.values(),
                        own,
                        (start, end) -> open.stream()
                                .allMatch(other ->
                                        start >= other.end() || other.start() >= end || other.length() <= end - start));
                List<int[]> places = found.places();
                for (int[] place : places) {
                    left = masked(left, place[0], place[1]);
                    open.removeIf(
                            other -> !other.equals(mention) && place[0] < other.end() && other.start() < place[1]);
                }
                placed.add(new Placed(mention, new Details(found, places)));
            } else if (open.contains(mention)) {
                placed.add(new Placed(mention, new Details(RecipeFinder.WithDetails.NONE, List.of())));
            }
        }
        placed.removeIf(one -> !open.contains(one.mention()));
        return placed;
    }

    /// `let 3000 through the firewall` does not ask for the firewall.
    private static boolean isInPorts(RequestText request, Mention mention) {
        Matcher ports = PORTS.matcher(request.text());
        while (ports.find()) {
            if (mention.start() >= ports.start() && mention.end() <= ports.end() + 1 && !isFixed(mention)) {
                return true;
            }
        }
        return false;
    }

    private static RequestText maskedPorts(RequestText request) {
        RequestText text = request;
        Matcher ports = PORTS.matcher(request.text());
        while (ports.find()) {
            text = masked(text, ports.start(), ports.end());
        }
        return text;
    }

    /// The text with a part made unreadable, of the same length.
    private static RequestText masked(RequestText text, int start, int end) {
        StringBuilder masked = new StringBuilder(text.text());
        for (int i = Math.max(1, start); i < end && i < masked.length() - 1; i++) {
            masked.setCharAt(i, i == end - 1 ? ' ' : '_');
        }
        return new RequestText(masked.toString());
    }

    private static RequestText cut(RequestText rest, Mention mention) {
        return masked(rest, mention.start(), mention.end());
    }

    private static RequestText squeezed(RequestText rest) {
        return new RequestText(rest.text().replaceAll("_+ ", ", "));
    }

    /// Names in a reason, such as `zoom for a meeting`, are not wished for where something else is.
    private static List<Mention> withoutRemarks(RequestText request, List<Mention> mentions) {
        List<Mention> kept = new ArrayList<>();
        for (Mention mention : mentions) {
            int start = partStart(request, mention.start());
            String before = request.text().substring(start, mention.start());
            boolean isInTail = !kept.isEmpty()
                    && kept.getLast().end() > start
                    && TAIL.matcher(" " + before).find();
            String part = " " + request.text().substring(start, partEnd(request, mention.end()));
            boolean isRemark = !ENDING.matcher(part).find()
                    && !kept.isEmpty()
                    && kept.getLast().end() <= start
                    && REMARK.matcher(part).matches()
                    && !isFixed(mention);
            boolean isReason = isInTail && REASON.matcher(" " + before).find();
            if ((!isInTail || (isFixed(mention) && !isReason)) && !isRemark) {
                kept.add(mention);
            }
        }
        return kept;
    }

    private static int partStart(RequestText request, int position) {
        int start = 0;
        Matcher joint = RequestText.JOINT.matcher(request.text());
        while (joint.find() && joint.end() <= position) {
            start = joint.end();
        }
        return start;
    }

    private static int partEnd(RequestText request, int position) {
        Matcher joint = RequestText.JOINT.matcher(request.text());
        return joint.find(Math.max(0, position - 1))
                ? joint.start()
                : request.text().length();
    }

    /// What no verb asks for must stand alone or nearly so.
    private boolean isMeant(Placed placed, Polarity.Want want, RequestText request) {
        Mention mention = placed.mention();
        if (want == Polarity.Want.OFF && mention instanceof Mention.OfName) {
            String part = request.text()
                    .substring(partStart(request, mention.start()), mention.start())
                    .toLowerCase(Locale.ROOT);
            return Arrays.stream(part.split(" ", -1)).allMatch(this::isKnown);
        }
        if (want == Polarity.Want.OFF && !isFixed(mention) && !isAllOfItsPart(placed, request)) {
            return false;
        }
        if (want != Polarity.Want.UNSAID || isFixed(mention)) {
            return true;
        }
        if (QUESTION.matcher(request.text()).find()) {
            return false;
        }
        RequestText around = masked(request, mention.start(), mention.end());
        for (int[] detail : placed.details().places()) {
            around = masked(around, detail[0], detail[1]);
        }
        Matcher purpose = PURPOSE.matcher(around.text());
        String said = purpose.find(mention.end() - 1) ? around.text().substring(0, purpose.start()) : around.text();
        List<String> words = Arrays.stream(said.toLowerCase(Locale.ROOT).split(" ", -1))
                .filter(word -> !word.isBlank() && !word.matches("[_,;?]+"))
                .toList();
        boolean isWeak = mention instanceof Mention.OfRecipe of && of.isWeak();
        return words.size() <= (isWeak ? 1 : 7) && words.stream().allMatch(this::isKnown);
    }

    /// `disable x11 forwarding` does not want X11 to be gone: what is switched off must be all that its part of the
    /// request names.
    private static boolean isAllOfItsPart(Placed placed, RequestText request) {
        Mention mention = placed.mention();
        RequestText around = masked(request, mention.start(), mention.end());
        for (int[] detail : placed.details().places()) {
            around = masked(around, detail[0], detail[1]);
        }
        String part = around.text().substring(partStart(request, mention.start()), partEnd(request, mention.end()));
        Matcher tail = TAIL.matcher(part);
        int own = mention.start() - partStart(request, mention.start());
        boolean hasTail = tail.find();
        if (hasTail && tail.start() < own) {
            return false;
        }
        String told = hasTail ? part.substring(0, tail.start()) : part;
        return Arrays.stream(told.toLowerCase(Locale.ROOT).split(" ", -1))
                .allMatch(word -> word.length() < 4
                        || word.startsWith("_")
                        || CommonWords.isEnglish(word)
                        || LITTLE_BESIDE_OFF.contains(word));
    }

    /// A word of another language may turn everything round.
    private boolean isKnown(String word) {
        return vocabulary.contains(word)
                || Gist.isKnown(word)
                || CommonWords.isEnglish(word)
                || word.length() < 4
                || word.startsWith("\"")
                || !word.chars().allMatch(Character::isLetter)
                || vocabulary.contains(word.replaceFirst("(?:e?s|ed|ing)$", ""));
    }

    private static Intent intent(Placed placed, Polarity.Want want, RequestText request) {
        boolean isOff = want == Polarity.Want.OFF;
        return switch (placed.mention()) {
            case Mention.OfRecipe of -> {
                RecipeFinder.WithDetails found = placed.details().found();
                List<Recipe.Detail> details = found.details();
                String words = request.text().substring(of.start(), of.end()).strip();
                yield new Intent.Fulfil(new Wish(of.recipe(), isOff, found.values(), details, words));
            }
            case Mention.OfName name -> {
                List<Name> names = List.of(new Name(Tokeniser.tokens(name.words())));
                String part = request.text().substring(partStart(request, name.start()), name.start());
                String whole = request.text();
                yield isOff
                        ? DISABLING.matcher(whole).find() && !whole.contains("uninstall")
                                ? new Intent.Disable(names)
                                : new Intent.Remove(names)
                        : ENABLING.matcher(part).find()
                                ? new Intent.Enable(names)
                                : new Intent.Install(names, List.of());
            }
        };
    }
}
