package org.agntos.helper.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What no policy and no person allows. Writing outside of the tree is not among them: no request can name such a file.
final class Floors {
    private static final Set<String> SAFE_ROOT_LOGIN =
            Set.of("\"no\"", "\"prohibit-password\"", "\"without-password\"", "\"forced-commands-only\"");
    /// One string, in which every sign stands for itself.
    private static final Pattern PLAIN_STRING = Pattern.compile("\"[^\"\\\\$]*\"|\'\'(?:(?!\'\')[^$])*\'\'");

    private static final Pattern DESTROYING = Pattern.compile(
            "(?s).*\\b(rm|rmdir|shred|unlink|wipefs|mkfs[.a-z0-9]*|find|userdel)\\b.*(/home|/root|~|HOME).*"
                    + "|.*(^|[\"\'\\n ])[rRD]!?-?[ \\t]+/(home|root).*");

    static final List<Denial> ALL = List.of(
            new Denial.OfOption(
                    Denial.segments("networking.firewall.enable"), "true"::equals, "it would disable the firewall"),
            option("systemd.services.firewall", "it would disable the firewall"),
            option("systemd.services.nftables", "it would disable the firewall"),
            new Denial.OfOption(
                    Denial.segments("services.openssh.settings.PermitRootLogin"),
                    SAFE_ROOT_LOGIN::contains,
                    "it would open root login by password"),
            new Denial.OfOption(
                    Denial.segments("services.openssh.permitRootLogin"),
                    SAFE_ROOT_LOGIN::contains,
                    "it would open root login by password"),
            new Denial.OfOption(
                    Denial.segments("services.openssh.extraConfig"),
                    without("permitrootlogin"),
                    "it could open root login by password"),
            option("environment.etc.*agntos*", "it would change the rules of AgntOS itself"),
            new Denial.OfOption(
                    Denial.segments("environment.etc.*.target"),
                    without("agntos"),
                    "it could change the rules of AgntOS itself"),
            option("programs.agntos", "it would change the rules of AgntOS itself"),
            option("services.agntos", "it would change the rules of AgntOS itself"),
            scripts("system.activationScripts"),
            scripts("system.userActivationScripts"),
            scripts("systemd.services"),
            scripts("systemd.tmpfiles"),
            scripts("boot.*Commands"),
            scripts("boot.initrd.*Commands"));

    private Floors() {}

    private static Denial option(String path, String reason) {
        return Denial.ofOption(path, reason);
    }

    private static Denial scripts(String path) {
        return new Denial.OfOption(Denial.segments(path), not(DESTROYING), "it would delete home folders");
    }

    private static Predicate<String> without(String word) {
        return value -> PLAIN_STRING.matcher(value).matches()
                && !value.toLowerCase(Locale.ROOT).contains(word);
    }

    private static Predicate<String> not(Pattern pattern) {
        return value -> !pattern.matcher(value).matches();
    }
}
