package org.agntos.core.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules of the administrator, of the person and of the program. Each thing that a call is about is judged alone,
/// and the strictest of these judgements is that of the call.
///
/// The administrator's rules decide where one matches, else those that are built in; the person's only tighten. A
/// built-in denial is a floor: nothing loosens it. Within a tier the strictest counts. What no rule knows is asked, and
/// so is what cannot be read. An unusable file of the administrator allows nothing, one of the person makes everything
/// be asked. Files are read anew when they change.
public final class TieredPolicy implements Policy {
    private static final long MAX_BYTES = 1 << 20;
    private static final Judgement UNKNOWN =
            new Judgement(Verdict.ASK, "No rule knows this.", "Allow it this once only if you know what it would do.");

    private final CallParts parts;
    private final Source admin;
    private final Source person;
    private final List<Rule> builtIn;

    /// @param admin the administrator's file, which need not exist; @param person the person's, likewise
    /// @param home for paths that begin with `~`
    public TieredPolicy(Optional<Path> admin, Optional<Path> person, Path home) {
        this.parts = new CallParts(home);
        this.admin = new Source(admin, Tier.ADMIN, parts);
        this.person = new Source(person, Tier.PERSON, parts);
        this.builtIn = loadBuiltIn(parts);
    }

    /// What is built in alone.
    public static TieredPolicy builtIn() {
        return new TieredPolicy(Optional.empty(), Optional.empty(), Path.of("/"));
    }

    private static List<Rule> loadBuiltIn(CallParts parts) {
        try (InputStream file = TieredPolicy.class.getResourceAsStream("built-in.toml")) {
            if (file == null) {
                throw new IllegalStateException("built-in.toml is missing from the program");
            }
            return new PolicyFile(Tier.BUILT_IN, parts).parse(file.readAllBytes());
        } catch (PolicyFile.Unusable e) {
            throw new IllegalStateException("built-in.toml: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One tier as it is in force now.
    ///
    /// @param file empty for what is built in, and where there is none
    /// @param problem why its file cannot be used; empty if it can
    public record Layer(Tier tier, Optional<Path> file, List<Rule> rules, Optional<String> problem) {
        public Layer {
            rules = List.copyOf(rules);
        }
    }

    /// Highest first.
    public List<Layer> layers() {
        return List.of(
                admin.read(), person.read(), new Layer(Tier.BUILT_IN, Optional.empty(), builtIn, Optional.empty()));
    }

    /// The rules that match something of a call, highest tier first.
    public List<Rule> matching(String tool, ObjectNode arguments) {
        List<Part> found = parts.of(tool, arguments);
        List<Rule> rules = new ArrayList<>();
        for (Layer layer : layers()) {
            layer.rules().stream()
                    .filter(rule -> found.stream().anyMatch(part -> rule.matches(tool, part)))
                    .forEach(rules::add);
        }
        return rules;
    }

    @Override
    public Judgement judge(String tool, ObjectNode arguments) {
        Layer above = admin.read();
        Layer own = person.read();
        if (above.problem().isPresent()) {
            return new Judgement(
                    Verdict.DENY,
                    "The administrator's policy cannot be used, so nothing is allowed: "
                            + above.problem().get() + ".",
                    "Mend " + above.file().map(Path::toString).orElse("it") + ".",
                    Tier.ADMIN);
        }
        Judgement strictest = null;
        for (Part part : parts.of(tool, arguments)) {
            Judgement judgement = judge(tool, part, above.rules(), own.rules());
            strictest = strictest == null ? judgement : strictest.stricter(judgement);
        }
        Judgement judgement = strictest == null ? UNKNOWN : strictest;
        return own.problem()
                .map(problem -> judgement.stricter(new Judgement(
                        Verdict.ASK,
                        "Your own policy cannot be used, so everything is asked: " + problem + ".",
                        "Mend " + own.file().map(Path::toString).orElse("it") + ".",
                        Tier.PERSON)))
                .orElse(judgement);
    }

    private Judgement judge(String tool, Part part, List<Rule> above, List<Rule> own) {
        Optional<Judgement> floor = strictest(builtIn, tool, part);
        Judgement judgement = strictest(above, tool, part).or(() -> floor).orElse(UNKNOWN);
        if (floor.isPresent() && floor.get().verdict() == Verdict.DENY) {
            judgement = floor.get();
        }
        Optional<Judgement> tighter = strictest(own, tool, part);
        judgement = tighter.isPresent() ? judgement.stricter(tighter.get()) : judgement;
        return part instanceof Part.Obscure(String _, String why)
                ? judgement.stricter(new Judgement(
                        Verdict.ASK,
                        "It cannot be seen what this would do: " + why + ".",
                        "Say it in plainer commands."))
                : judgement;
    }

    private static Optional<Judgement> strictest(List<Rule> rules, String tool, Part part) {
        Judgement strictest = null;
        for (Rule rule : rules) {
            if (rule.matches(tool, part)) {
                Judgement judgement = new Judgement(rule.verdict(), rule.reason(), rule.next(), rule.tier());
                strictest = strictest == null ? judgement : strictest.stricter(judgement);
            }
        }
        return Optional.ofNullable(strictest);
    }

    /// A file that is read anew when it has changed.
    private static final class Source {
        private final Optional<Path> file;
        private final Tier tier;
        private final PolicyFile reader;
        private String stamp = "";
        private @Nullable Layer layer;

        Source(Optional<Path> file, Tier tier, CallParts parts) {
            this.file = file;
            this.tier = tier;
            this.reader = new PolicyFile(tier, parts);
        }

        synchronized Layer read() {
            String now = file.map(Source::stamp).orElse("absent");
            Layer known = layer;
            if (known == null || !now.equals(stamp)) {
                known = now.equals("absent")
                        ? new Layer(tier, file, List.of(), Optional.empty())
                        : load(file.orElseThrow());
                layer = known;
                stamp = now;
            }
            return known;
        }

        private Layer load(Path path) {
            try {
                if (!Files.isRegularFile(path) || Files.size(path) > MAX_BYTES) {
                    throw new PolicyFile.Unusable("it is no file, or has more than 1 MiB");
                }
                return new Layer(tier, file, reader.parse(Files.readAllBytes(path)), Optional.empty());
            } catch (PolicyFile.Unusable e) {
                return new Layer(tier, file, List.of(), Optional.of(String.valueOf(e.getMessage())));
            } catch (IOException e) {
                return new Layer(tier, file, List.of(), Optional.of("it cannot be read: " + e.getMessage()));
            }
        }

        /// `absent` only if there is certainly nothing: a file that cannot be looked at is a file.
        private static String stamp(Path path) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime();
            } catch (java.nio.file.NoSuchFileException e) {
                return Files.isSymbolicLink(path) ? "a link to nothing" : "absent";
            } catch (IOException e) {
                return "unreadable";
            }
        }
    }
}
