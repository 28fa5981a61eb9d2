package org.agntos.core.grounding.search;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.agntos.core.grounding.Hit;

/// How likely a document is what people look for, before they typed a word: from how much it is used and from where it
/// stands. A switch of a module comes before the bare package, a package of its own before one of a language's library.
final class Prominence {
    private static final Pattern LIBRARY = Pattern.compile(
            "(?:r|haskell|python\\d*|emacs|sbcl|texlive|perl\\d*|ocaml|chicken|ruby|lua|node|akku|idris|coq|octave|linux"
                    + "|postgresql\\d*Jit|postgresql\\d*|luajit|php\\d*|home-assistant|dotnet|beam|cuda|rocm)[A-Za-z-]*"
                    + "(?:Packages|Kernel|Extensions|tests|_latest|Modules|Plugins)?[_0-9]*\\..*");
    private static final Pattern VARIANT = Pattern.compile(
            ".*(?:[_-]?[0-9]+(?:[._][0-9]+)*|-unwrapped|-bin|-beta|-unstable|-git|_git|-esr|_jit|-dev|Full|Minimal)$");

    private final Set<String> modules = new HashSet<>();
    private final Map<String, Double> moduleUsage = new HashMap<>();
    private final Map<String, Double> usageOfName = new HashMap<>();

    Prominence(List<Document> documents) {
        for (Document document : documents) {
            boolean isWhole =
                    document.kind() == Hit.Kind.PACKAGE && document.name().indexOf('.') < 0;
            if (document.usage() > 0 && (isWhole || Heads.isSwitch(document.kind(), document.name()))) {
                Heads.of(document.kind(), document.name())
                        .forEach(head -> usageOfName.merge(head, document.usage(), Math::max));
            }
            if (Heads.isSwitch(document.kind(), document.name())) {
                if (document.name().indexOf('<') < 0) {
                    modules.addAll(Heads.of(document.kind(), document.name()));
                }
                moduleUsage.merge(Heads.parent(document.name()), document.usage(), Math::max);
            }
        }
    }

    /// From 0 to 1.
    double of(Document document) {
        double value = document.kind() == Hit.Kind.PACKAGE ? ofPackage(document) : ofOption(document);
        return Math.clamp(value, 0, 1);
    }

    private double ofPackage(Document document) {
        String name = document.name();
        double value = 0.35 * document.usage() + (document.description().isEmpty() ? 0 : 0.04);
        if (name.indexOf('.') >= 0) {
            return value + (LIBRARY.matcher(name).matches() ? 0.02 : 0.12);
        }
        boolean hasModule = Heads.of(Hit.Kind.PACKAGE, name).stream().anyMatch(modules::contains);
        return value + 0.26 + (hasModule ? 0.16 : 0) - (VARIANT.matcher(name).matches() ? 0.08 : 0);
    }

    private double ofOption(Document document) {
        String name = document.name();
        List<String> segments = Heads.segments(name);
        boolean isSwitch = Heads.isSwitch(document.kind(), name) && segments.size() == 3;
        double usage = isSwitch ? Math.max(document.usage(), usageOfName(document)) : document.usage();
        double value = 0.28 + 0.35 * usage - 0.03 * Math.max(0, segments.size() - 3);
        value += Heads.isSwitch(document.kind(), name) ? 0.22 : 0;
        value -= segments.stream().anyMatch(Heads::isOwnName) ? 0.06 : 0;
        value += 0.12 * usageOfModule(name);
        return document.kind() == Hit.Kind.HOME ? value * 0.8 : value;
    }

    /// A module is used as much as the package it sets up.
    private double usageOfName(Document document) {
        return Heads.of(document.kind(), document.name()).stream()
                .mapToDouble(head -> usageOfName.getOrDefault(head, 0.0))
                .max()
                .orElse(0);
    }

    private double usageOfModule(String name) {
        for (String parent = Heads.parent(name); !parent.isEmpty(); parent = Heads.parent(parent)) {
            Double usage = moduleUsage.get(parent);
            if (usage != null) {
                return usage;
            }
        }
        return 0;
    }
}
