package org.agntos.core.model.planner;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agntos.core.grounding.Catalogue;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.model.planner.Intent.Name;
import org.agntos.core.model.planner.Plan.Choice;
import org.agntos.core.model.planner.Plan.Question;

/// Plans what is to happen to programs and services. For one request and one thread.
final class ThingPlanner {
    private final Catalogue catalogue;
    private final NameFinder names;
    private final SpellingFinder spelling;
    private final SettingPlanner settings;
    private final Declared declared;
    private final ChangeSketch change;
    private final Remarks remarks;

    ThingPlanner(
            Catalogue catalogue,
            NameFinder names,
            SpellingFinder spelling,
            SettingPlanner settings,
            Declared declared,
            ChangeSketch change,
            Remarks remarks) {
        this.catalogue = catalogue;
        this.names = names;
        this.spelling = spelling;
        this.settings = settings;
        this.declared = declared;
        this.change = change;
        this.remarks = remarks;
    }

    void install(Intent.Install wish) {
        if (asksToChoose(wish.names())) {
            return;
        }
        if (wish.isImplied()) {
            installImplied(wish);
            return;
        }
        for (int i = 0; i < wish.names().size(); i++) {
            Name name = wish.names().get(i);
            // Later items of a list are often remarks, so they must name something or look like it.
            boolean isShort = i == 0 || name.words().size() <= 2;
            install(name, isShort ? names.packageFirst(name) : names.exactly(name));
        }
    }

    /// Only names were said. They must be names and nothing else, else the clause is not understood as a whole.
    private void installImplied(Intent.Install wish) {
        List<Found> found =
                wish.names().stream().map(name -> names.strictly(name, false)).toList();
        boolean isPlain = wish.names().stream().allMatch(name -> CommonWords.isEnglish(name.key()));
        if (found.stream().allMatch(Found.Nothing.class::isInstance) || isPlain) {
            if (!settings.setBare(wish.bare())
                    && !offerPlainName(wish.names(), found)
                    && !(wish.names().size() == 1 && followsGist(wish.names().getFirst()))
                    && !offerDescribed(wish.names())) {
                notUnderstood(wish.bare());
            }
            return;
        }
        for (int i = 0; i < found.size(); i++) {
            install(wish.names().get(i), found.get(i));
        }
    }

    /// A plain English word that is also a program, such as `go`.
    private boolean offerPlainName(List<Name> wanted, List<Found> found) {
        if (wanted.size() == 1 && found.getFirst() instanceof Found.APackage(PackageEntry entry, String _)) {
            remarks.questions.add(new Question(
                    "Do you want the program **" + entry.attribute() + "**?", describe(List.of(entry.attribute()))));
            return true;
        }
        return false;
    }

    /// `a markdown editor`: what the words describe.
    private boolean offerDescribed(List<Name> wanted) {
        Name name = wanted.getFirst();
        List<String> described = wanted.size() == 1 ? names.describedBy(name.words()) : List.of();
        if (!described.isEmpty()) {
            ask(name, new Found.Several(described, false), "install");
        }
        return !described.isEmpty();
    }

    private void install(Name name, Found found) {
        switch (found) {
            case Found.APackage(PackageEntry entry, String readAs) -> {
                remarks.read(name, readAs);
                installPackage(entry);
            }
            case Found.AModule(OptionEntry option, String readAs) -> {
                remarks.read(name, readAs);
                enableOption(option);
            }
            case Found.Several several when several.isSpelling() -> ask(name, several, "install");
            case Found.Several several -> {
                Optional<PackageEntry> only = several.names().size() == 1
                        ? catalogue.packageAt(several.names().getFirst())
                        : Optional.empty();
                if (only.isPresent()) {
                    remarks.tookFor(name, only.get().attribute());
                    installPackage(only.get());
                } else if (!followsGist(name)) {
                    ask(name, several, "install");
                }
            }
            case Found.Nothing() -> {
                if (!followsGist(name)) {
                    unknown(name, "install");
                }
            }
        }
    }

    /// A module sets up more than the bare package does, so it is preferred where there is one.
    void installPackage(PackageEntry entry) {
        String preferred = Familiar.module(entry);
        Optional<OptionEntry> module = preferred.isEmpty() ? Optional.empty() : catalogue.option(preferred);
        if (module.isEmpty()) {
            change.install(entry.attribute());
        } else {
            String note = Phrases.code(entry.attribute()) + " has a NixOS module, which sets up more than the bare "
                    + "package, so I use " + Phrases.code(module.get().path()) + ".";
            remarks.notes.add(note);
            change.because(note.replace("`", ""));
            change.set(module.get().path(), JsonNodeFactory.instance.booleanNode(true));
            change.did("Install", entry.attribute());
        }
        allow(entry);
    }

    /// As [#installPackage], where a recipe asks for the package itself.
    void installPlain(PackageEntry entry) {
        change.install(entry.attribute());
        allow(entry);
    }

    /// An index may not know the licence of a package of which everybody knows that it is not free.
    private void allow(PackageEntry entry) {
        boolean isUnfree = entry.isUnfree()
                || Familiar.packageAt(entry.attribute())
                        .filter(PackageEntry::isUnfree)
                        .isPresent();
        if (isUnfree) {
            change.allow(List.of(entry.attribute().substring(entry.attribute().lastIndexOf('.') + 1)));
        }
    }

    void remove(List<Name> wanted) {
        for (Name name : wanted) {
            switch (names.strictly(name, false)) {
                case Found.APackage(PackageEntry entry, String readAs) -> {
                    remarks.tookFor(name, readAs);
                    removePackage(entry);
                }
                case Found.AModule(OptionEntry option, String readAs) -> {
                    remarks.tookFor(name, readAs);
                    disableOption(option);
                }
                case Found.Several several -> ask(name, several, "remove");
                case Found.Nothing() -> unknown(name, "remove");
            }
        }
    }

    void removePackage(PackageEntry entry) {
        Optional<OptionEntry> module = Familiar.module(entry).isEmpty()
                ? catalogue.moduleCalled(entry.attribute())
                : catalogue.option(Familiar.module(entry));
        boolean isByModule = !declared.hasPackage(entry.attribute())
                && module.isPresent()
                && declared.hasOption(module.get().path());
        if (isByModule) {
            remarks.notes.add(Phrases.code(entry.attribute()) + " is here by its module, so I switch off "
                    + Phrases.code(module.get().path()) + ".");
            change.set(module.get().path(), JsonNodeFactory.instance.booleanNode(false));
            change.did("Remove", entry.attribute());
        } else {
            change.remove(entry.attribute());
        }
    }

    void enable(List<Name> wanted) {
        if (asksToChoose(wanted)) {
            return;
        }
        for (Name name : wanted) {
            if (names.exactly(name) instanceof Found.Nothing && settings.switchTo(name, true)) {
                continue;
            }
            switch (names.moduleFirst(name)) {
                case Found.AModule(OptionEntry option, String readAs) -> {
                    remarks.read(name, readAs);
                    enableOption(option);
                }
                case Found.APackage(PackageEntry entry, String readAs) -> {
                    remarks.tookFor(name, readAs);
                    if (Familiar.module(entry).isEmpty()) {
                        remarks.notes.add("There is no service called " + Phrases.code(entry.attribute())
                                + " to switch on, but a program, so I install it.");
                    }
                    installPackage(entry);
                }
                case Found.Several several -> ask(name, several, "enable");
                case Found.Nothing() -> unknown(name, "enable");
            }
        }
    }

    private void enableOption(OptionEntry option) {
        change.set(option.path(), JsonNodeFactory.instance.booleanNode(true));
        change.did("Enable", shortName(option.path()));
        if (option.path().equals("virtualisation.docker.enable")) {
            remarks.notes.add("Whoever is in the `docker` group has the rights of root; I add nobody to it.");
        }
    }

    void disable(List<Name> wanted) {
        for (Name name : wanted) {
            switch (names.strictly(name, true)) {
                case Found.AModule(OptionEntry option, String readAs) -> {
                    remarks.tookFor(name, readAs);
                    disableOption(option);
                }
                case Found.APackage(PackageEntry entry, String readAs) -> {
                    remarks.tookFor(name, readAs);
                    remarks.notes.add("There is no service called " + Phrases.code(entry.attribute())
                            + " to switch off, but a program, so I remove it.");
                    removePackage(entry);
                }
                case Found.Several several -> ask(name, several, "disable");
                case Found.Nothing() -> {
                    if (!settings.switchTo(name, false)) {
                        unknown(name, "disable");
                    }
                }
            }
        }
    }

    private void disableOption(OptionEntry option) {
        if (option.path().equals("networking.firewall.enable")) {
            Hazards.in("disable the firewall").ifPresent(remarks::refuse);
            return;
        }
        change.set(option.path(), JsonNodeFactory.instance.booleanNode(false));
        change.did("Disable", shortName(option.path()));
    }

    static String shortName(String path) {
        String module = path.endsWith(".enable") ? path.substring(0, path.length() - ".enable".length()) : path;
        return module.substring(module.lastIndexOf('.') + 1);
    }

    /// `teams or slack` is for the person to decide.
    private boolean asksToChoose(List<Name> wanted) {
        List<String> choices = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            boolean isPartOfChoice = wanted.get(i).isChoice()
                    || (i + 1 < wanted.size() && wanted.get(i + 1).isChoice());
            if (isPartOfChoice) {
                nameOf(names.exactly(wanted.get(i))).ifPresent(choices::add);
            }
        }
        if (choices.size() < 2) {
            return false;
        }
        remarks.questions.add(new Question("Which one do you want?", describe(choices)));
        return true;
    }

    private static Optional<String> nameOf(Found found) {
        return switch (found) {
            case Found.APackage(PackageEntry entry, String _) -> Optional.of(entry.attribute());
            case Found.AModule(OptionEntry option, String _) -> Optional.of(shortName(option.path()));
            case Found.Several _, Found.Nothing _ -> Optional.empty();
        };
    }

    private void ask(Name name, Found.Several several, String verb) {
        String question = several.isSpelling()
                ? "I do not know " + Phrases.quote(name.spoken()) + ". Did you mean one of these?"
                : "Which one should I " + verb + " for " + Phrases.quote(name.spoken()) + "?";
        remarks.questions.add(new Question(question, describe(several.names())));
    }

    private List<Choice> describe(List<String> choices) {
        return choices.stream()
                .map(choice -> new Choice(
                        choice,
                        catalogue
                                .packageAt(choice)
                                .map(PackageEntry::description)
                                .orElse("")))
                .toList();
    }

    private void unknown(Name name, String verb) {
        List<String> offers = spelling.offers(name.key());
        if (offers.isEmpty()) {
            String what = verb.isEmpty() ? "" : " to " + verb;
            remarks.unable("I know nothing called " + Phrases.quote(name.spoken()) + what + ". I looked in the "
                    + catalogue.source() + ", and I do not guess names.");
        } else {
            remarks.questions.add(new Question(
                    "There is no " + Phrases.quote(name.spoken()) + " in the " + catalogue.source()
                            + ". Did you mean one of these?",
                    describe(offers)));
        }
    }

    /// Reads what it is about, or says that it does not, and offers what can be done with the names that were in it.
    void notUnderstood(List<Token> tokens) {
        Optional<Gist.Read> gist = new Gist(catalogue, names).of(tokens);
        if (gist.isPresent()) {
            follow(gist.get());
            return;
        }
        NearestWishes nearest = new NearestWishes(catalogue, names);
        String words = String.join(" ", tokens.stream().map(Token::text).toList());
        remarks.unable("I did not understand " + Phrases.quote(words) + ". " + nearest.sentence(tokens));
        remarks.questions.add(new Question("What would you like me to do?", nearest.choices(words)));
    }

    private Optional<Gist.Read> described(List<Token> words) {
        Gist gist = new Gist(catalogue, names);
        return gist.concept(words).or(() -> gist.described(words));
    }

    /// `something for drawing`: what its words mean.
    private boolean followsGist(Name name) {
        Optional<Gist.Read> gist = described(name.words());
        gist.ifPresent(this::follow);
        return gist.isPresent();
    }

    private void follow(Gist.Read gist) {
        String others = gist.others().isEmpty()
                ? ""
                : " There is also "
                        + Phrases.list(gist.others().stream().map(Phrases::code).toList()) + ".";
        switch (gist.found()) {
            case Found.APackage(PackageEntry entry, String _) -> {
                remarks.note("I took this for a wish for " + Phrases.code(entry.attribute()) + "." + others);
                Optional<OptionEntry> service = catalogue
                        .moduleCalled(entry.attribute())
                        .filter(option -> option.path().startsWith("services."));
                if (service.isPresent() && Familiar.packageAt(entry.attribute()).isEmpty()) {
                    enableOption(service.get());
                } else {
                    installPackage(entry);
                }
            }
            case Found.AModule(OptionEntry option, String _) -> {
                remarks.note("I took this for a wish for " + Phrases.code(option.path()) + "." + others);
                enableOption(option);
            }
            case Found.Several _, Found.Nothing _ -> {
                // A gist is one thing.
            }
        }
    }
}
