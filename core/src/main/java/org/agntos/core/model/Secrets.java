package org.agntos.core.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes passwords, keys and tokens out of a request before it is stored, shown to a model, recorded or planned from.
public final class Secrets {
    /// Stands where a secret was.
    public static final String MARK = "[secret removed]";

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"
                    + "|\\b(?:sk|pk|rk)[-_](?:live|test|proj|ant)?[-_]?[A-Za-z0-9_-]{8,}"
                    + "|\\bgh[pousr]_[A-Za-z0-9]{16,}|\\bgithub_pat_[A-Za-z0-9_]{20,}|\\bglpat-[A-Za-z0-9_-]{16,}"
                    + "|\\bxox[abprs]-[A-Za-z0-9-]{10,}|\\bAKIA[0-9A-Z]{16}\\b|\\btskey-[A-Za-z0-9-]{10,}"
                    + "|\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]*");

    private static final String WORD =
            "(?:pass ?words?|passwd|pass ?phrases?|pass ?codes?|psk|pin code|api[ -]?keys?|access[ -]?keys?|secret[ -]?keys?|auth[ -]?keys?"
                    + "|(?:api |access |auth )?tokens?|secrets?|credentials?|passwort|kennwort|contraseña|mot de passe|senha|密码|パスワード|\\w{0,40}(?:_PASSWORD|_TOKEN|_KEY|_SECRET))";
    /// What says that a secret follows.
    private static final String LINK =
            "(?:\\s*(?:=|:|=>|是|は|为|を)\\s*|\\s+(?:is|are|to|as|be|ist|es|est|é|auf|lautet|should be|will be|called|of)\\s+)";
    /// Words after a link that are none.
    private static final String NO_SECRET =
            "(?!(?:the|a|an|my|your|no|not|on|off|in|at|for|from|be|by|it|that|this|with|without|true|false|yes|null|required|needed|asked|wrong|stored|set|long|short|enabled|disabled|allowed|authentication|auth|manager|login|logins|prompt|file|access|sudo|ssh|something|expire|never|always|change|log|rejected|accepted|empty|blank|protect(?:ed)?|protection|store|remember|unlock|use|only|\\[secret|/\\S+)\\b)";
    private static final Pattern LINKED = Pattern.compile(
            "(" + WORD + "(?:\\s+(?:of|for|von|für|de|para|pour)(?:\\s+[\\w.@-]+){1,3}?)?" + LINK + ")" + NO_SECRET
                    + "(\"[^\"\\n]+\"|'[^'\\n]+'|[^\\s,;。、]+)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    /// `password hunter2`: right after the word, something that is no word of a language.
    private static final Pattern BESIDE = Pattern.compile(
            "(" + WORD + "\\s+)" + NO_SECRET
                    + "(\"[^\"\\n]+\"|'[^'\\n]+'|(?=[^\\s]*[\\d!@#$%^&*])(?![/\\d]*\\b\\d{1,4}\\b\\s)[^\\s,;/]{4,})",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern WITH = Pattern.compile(
            "(\\b(?:with|and|mit|con|avec|com) (?:the |a )?(?:password|passwd|passphrase|psk|passwort) )" + NO_SECRET
                    + "(?!(?:and|or|only|authentication|hash\\w*)\\b)([^\\s,;]+)",
            Pattern.CASE_INSENSITIVE);
    /// A password inside an address, such as `https://ada:secret@host`.
    private static final Pattern ADDRESS = Pattern.compile("(\\w{1,20}://[^\\s:/@]{1,200}:)([^\\s@/]{1,300})(?=@)");

    private Secrets() {}

    /// The text with a mark where each secret stood. What only looks like one is marked too rather than kept.
    public static String redact(String text) {
        String without = KEY.matcher(text).replaceAll(MARK);
        without = marked(ADDRESS, without);
        without = marked(LINKED, without);
        without = marked(WITH, without);
        return marked(BESIDE, without);
    }

    private static String marked(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + MARK));
    }
}
