package org.agntos.core.model.planner;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Requests that are never turned into a change, with the reason and a safe way. The words are looked at as a whole,
/// because an order can hide in any part of them. The policy looks again at what would be set.
final class Hazards {
    /// @param taintsAll true if nothing in a request that holds it is to be followed
    private record Hazard(Pattern pattern, String reason, String offer, boolean taintsAll) {}

    private static final String OFF =
            "(?:disable|disabling|deactivate|turn(?:ing)? off|switch(?:ing)? off|stop|kill|remove|uninstall|drop|get rid of|shut (?:off|down)|bypass|no)";
    private static final String THING = "\\s+(?:the |my |this |that |your |stupid |damn |whole |nixos )*";

    /// Not after a word that forbids what follows.
    private static final String NOT_DENIED =
            "(?<!(?:disable|deny|forbid|block|prevent|prohibit|disallow|off|no|not|without|dont|never|stop)\\s(?:the |any |ssh |all |direct )?)";

    private static final List<Hazard> ALL = List.of(
            hazard(
                    OFF + THING + "fire ?wall(?! rule| log)|turn" + THING
                            + "fire ?wall off|fire ?wall\\.enable\\s*=?\\s*(?:to )?false"
                            + "|fire ?wall off\\b|without (?:a |any )?fire ?wall",
                    "Switching the firewall off would open every port of this machine to the whole network.",
                    "Open just what you need instead, such as “open port 8080”."),
            hazard(
                    "(?:open|allow|expose)" + THING
                            + "(?:all|every|any)(?: the| of the)?(?: tcp| udp)? ?ports?|\\b0*[01]?\\s*(?:-|–|to)\\s*6553[45]\\b",
                    "With every port open there is no firewall in effect.",
                    "Name the ports you need, such as “open ports 80 and 443”."),
            hazard(
                    NOT_DENIED
                            + "root (?:login|log in|access|logins?)\\b.*\\b(?:password|ssh|yes|enable|allow)|(?<!not |dont |don't |never |dis)(?:allow|enable|permit|let).{0,30}\\broot\\b.{0,30}\\b(?:log ?in|ssh)"
                            + "|permitrootlogin\\s*=?\\s*\"?(?:to )?\"?yes",
                    "Logging in as root with a password lets anyone on the network guess their way to full control.",
                    "Say “enable ssh” and log in as yourself with a key; use sudo for the rest."),
            hazard(
                    "permitemptypasswords|(?:empty|blank) passwords?\\b.{0,30}\\b(?:ssh|login|root|user)|no password\\b.{0,12}\\b(?:ssh|login|root|user)|(?:ssh|login|root).{0,20}without (?:a )?password\\b(?! (?:log|auth))(?!.*key)",
                    "An account without a password can be used by anyone who reaches this machine.",
                    "Use a key for ssh: say “enable ssh”, then add your public key."),
            hazard(
                    "\\brm\\s+-\\w*[rf]|no-preserve-root|\\bmkfs|\\bdd\\s+if=|:\\(\\)\\s*\\{|shred\\s+/|wipe (?:the |my )?(?:disk|drive|everything(?! (?:you|i|about)))"
                            + "|(?:format|erase|repartition|wipe) (?:the |my )?(?:/dev/|disk|drive|hard|ssd|nvme|partition|computer|machine|laptop)|\\bdelete (?:all(?! (?:\\w+ )?(?:memor|note))|everything(?! you)|/home|/etc|/nix|my home|the home)\\b"
                            + "|delete .{0,20}home (?:folder|director)",
                    "That would destroy data, and no generation and no undo brings it back.",
                    "I can remove programs or undo changes: “remove gimp”, “undo”."),
            hazard(
                    "chmod\\s+(?:-\\w+\\s+)*0?777|chown\\s+-R|world.?writable",
                    "Opening files to everyone breaks the protection of the whole system.",
                    "Tell me what is denied, and to whom; often a group membership is enough."),
            hazard(
                    "require-sigs|(?:signature|sig|gpg|certificate|tls|ssl)s?(?: check\\w*| verif\\w*)?.{0,20}\\boff\\b|"
                            + OFF + THING + "(?:signature|sig|certificate|ssl|tls)s?(?: |-)?(?:check|verif|valid)",
                    "Without that check, programs could be replaced on their way to you.",
                    "Add the cache's public key to nix.settings.trusted-public-keys instead."),
            hazard(
                    "(?:anyone|everyone|anybody|everybody|all users|any user|every user|every account).{0,40}(?:without|no|empty|blank) (?:a |any )?passwords?|passwordless.{0,30}(?:everyone|all users|every user)",
                    "An account without a password can be used by anyone who reaches this machine.",
                    "To be logged in on this screen alone, name the user: “log tom in automatically”."),
            hazard(
                    "(?:print|show|cat|read|dump|display|copy|send|upload).{0,30}(?:/etc/shadow|/etc/ssh/|id_rsa|id_ed25519|private keys?\\b)",
                    "What stands there is secret, and I do not read secrets aloud.",
                    "Ask what you want to know of this machine, such as “which users are there”."),
            taint(
                    "(?:curl|wget|download\\w*)\\b.{0,80}(?:\\|\\s*(?:sudo\\s+)?(?:ba|z)?sh\\b|and (?:run|execute)|executes?\\b|and pipe)|base64.{0,40}(?:decode|apply|run)|\\beval\\b.{0,20}\\$\\(",
                    "Running code fetched or hidden like that would hand this machine to whoever wrote it.",
                    "Name the program you want: if it is packaged, I can install it with “install …”."),
            taint(
                    "(?:ignore|disregard|forget)\\s+(?:all |any |your |the )*(?:previous|prior|above|earlier)\\s+(?:instruction|rule|prompt)|without (?:showing|asking|review\\w*|approval|confirmation|the diff|a diff)"
                            + "|maintenance mode|developer mode|you are now|(?:skip|bypass|don'?t show|hide) (?:the |me the )?(?:diff|review|approval|policy|verification|audit)|ai agents? must|tamper|(?:delete|edit|clear|falsify) the audit|"
                            + OFF + THING
                            + "(?:audit (?:log|trail|record)|approvals?\\b|logging what (?:i|you))|(?:apply|do|run) everything (?:directly|automatically|without)",
                    "Nothing is changed here without you seeing the diff and approving it, whatever a text says.",
                    "Say plainly what you want changed, and review it."),
            taint(
                    "\\[secret removed\\]|\\b(?:api|secret|access|private) ?(?:key|token)\\b.{0,60}\\b(?:environment|variable|config|option|into)\\b|\\bpassword\\b.{0,30}\\b(?:into|in) (?:the |my )?(?:config|environment|nix)",
                    "Whatever stands in the configuration lands in the Nix store, which every user of this machine can read.",
                    "Keep the secret in a file of its own and set an option that ends in “File”."),
            hazard(
                    "(?:edit|change|modify|write|patch|delete).{0,20}/nix/store|/nix/store.{0,60}(?:edit|directly|by hand)",
                    "The Nix store is never edited: its files are shared, checked and would be replaced anyway.",
                    "Change the option that makes the file; “why is … here” shows where it comes from."),
            hazard(
                    "\\b(?:hack(?! (?:nerd|font|mono|ttf))|crack|break into|ddos|keylog|ransom|spy on|sniff)\\b",
                    "I do not help to get into other people's systems.",
                    "I can help to make this machine safer: “enable fail2ban”."));

    private Hazards() {}

    private static Hazard hazard(String regex, String reason, String offer) {
        return new Hazard(Pattern.compile(regex), reason, offer, false);
    }

    private static Hazard taint(String regex, String reason, String offer) {
        return new Hazard(Pattern.compile(regex), reason, offer, true);
    }

    /// What makes a whole request suspect, such as an order to skip the review.
    static Optional<Intent.Unsafe> tainting(String request) {
        return find(request, true);
    }

    static Optional<Intent.Unsafe> in(String clause) {
        return find(clause, false);
    }

    private static Optional<Intent.Unsafe> find(String text, boolean onlyTainting) {
        String plain = text.toLowerCase(Locale.ROOT).replace('’', '\'').replaceAll("\\s+", " ");
        return ALL.stream()
                .filter(hazard -> hazard.taintsAll() || !onlyTainting)
                .filter(hazard -> hazard.pattern().matcher(plain).find())
                .map(hazard -> new Intent.Unsafe(hazard.reason(), hazard.offer()))
                .findFirst();
    }
}
