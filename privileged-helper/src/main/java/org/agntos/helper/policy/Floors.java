package org.agntos.helper.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What no policy and no person allows. Writing outside of the tree is not among them: no request can name
/// such a file.
final class Floors {
    private static final String FIREWALL = "it would disable the firewall";
    private static final String ROOT = "it would open root login by password";
    private static final String RULES = "it would change the rules of AgntOS itself";
    private static final String HOMES = "it would delete home folders";

    private static final Set<String> SAFE_ROOT_LOGIN =
            Set.of("\"no\"", "\"prohibit-password\"", "\"without-password\"", "\"forced-commands-only\"");
    /// One string, in which every sign stands for itself.
    private static final Pattern PLAIN_STRING = Pattern.compile("\"[^\"\\\\$]*\"|\'\'(?:(?!\'\')[^$])*\'\'");

    private static final Pattern DESTROYING = Pattern.compile(
            "(?s).*\\b(rm|rmdir|shred|unlink|wipefs|mkfs[.a-z0-9]*|find|userdel)\\b.*(/home|/root|~|HOME).*"
                    + "|.*(^|[\"\'\\n ])[rRD]!?-?[ \\t]+/(home|root).*");
    private static final Predicate<String> HARMLESS =
            DESTROYING.asMatchPredicate().negate();

    static final List<Denial> ALL = List.of(
            Denial.option("networking.firewall.enable", "true"::equals, FIREWALL),
            Denial.option("systemd.services.firewall", _ -> false, FIREWALL),
            Denial.option("systemd.services.nftables", _ -> false, FIREWALL),
            Denial.option("services.openssh.settings.PermitRootLogin", SAFE_ROOT_LOGIN::contains, ROOT),
            Denial.option("services.openssh.permitRootLogin", SAFE_ROOT_LOGIN::contains, ROOT),
            Denial.option("services.openssh.extraConfig", without("permitrootlogin"), ROOT),
            Denial.option("environment.etc.*agntos*", _ -> false, RULES),
            Denial.option("environment.etc.*.target", without("agntos"), RULES),
            Denial.option("programs.agntos", _ -> false, RULES),
            Denial.option("services.agntos", _ -> false, RULES),
            Denial.option("system.activationScripts", HARMLESS, HOMES),
            Denial.option("system.userActivationScripts", HARMLESS, HOMES),
            Denial.option("systemd.services", HARMLESS, HOMES),
            Denial.option("systemd.tmpfiles", HARMLESS, HOMES),
            Denial.option("boot.*Commands", HARMLESS, HOMES),
            Denial.option("boot.initrd.*Commands", HARMLESS, HOMES));

    private Floors() {}

    private static Predicate<String> without(String word) {
        return value -> PLAIN_STRING.matcher(value).matches()
                && !value.toLowerCase(Locale.ROOT).contains(word);
    }
}
