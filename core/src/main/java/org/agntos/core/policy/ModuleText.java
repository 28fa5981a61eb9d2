package org.agntos.core.policy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds plain assignments in the text of a raw module, also nested ones such as
/// `networking = { firewall.enable = false; };`. It is a net with holes, for what is computed escapes it; the
/// person's review and the helper's own policy stand behind it.
final class ModuleText {
    private static final Pattern TOKEN = Pattern.compile(
            "#[^\\n]*|/\\*.*?\\*/|\"(?:[^\"\\\\]|\\\\.)*\"|[A-Za-z_][A-Za-z0-9_.'-]*|[={};]|[^\\s]", Pattern.DOTALL);

    private ModuleText() {}

    static boolean assigns(String module, Pattern path, Pattern value) {
        Deque<String> prefixes = new ArrayDeque<>();
        StringBuilder name = new StringBuilder();
        Matcher matcher = TOKEN.matcher(module);
        while (matcher.find()) {
            String token = matcher.group();
            switch (token) {
                case "{" -> {
                    prefixes.push("");
                    name.setLength(0);
                }
                case "}" -> {
                    if (!prefixes.isEmpty()) {
                        prefixes.pop();
                    }
                    name.setLength(0);
                }
                case ";" -> name.setLength(0);
                case "=" -> {
                    String full = fullPath(prefixes, name.toString());
                    name.setLength(0);
                    int start = matcher.end();
                    String next = matcher.find() ? matcher.group() : "";
                    if (next.equals("{")) {
                        prefixes.push(lastName(full, prefixes));
                    } else if (path.matcher(full).matches()
                            && value.matcher(valueAt(module, start)).matches()) {
                        return true;
                    }
                }
                default -> {
                    if (!token.startsWith("#") && !token.startsWith("/*")) {
                        name.append(token.startsWith("\"") ? token.substring(1, token.length() - 1) : token);
                    }
                }
            }
        }
        return false;
    }

    private static String fullPath(Deque<String> prefixes, String name) {
        StringBuilder path = new StringBuilder();
        prefixes.descendingIterator().forEachRemaining(prefix -> {
            if (!prefix.isEmpty()) {
                path.append(prefix).append('.');
            }
        });
        return path.append(name).toString();
    }

    private static String lastName(String full, Deque<String> prefixes) {
        String outer = fullPath(prefixes, "");
        return full.startsWith(outer) ? full.substring(outer.length()) : full;
    }

    private static String valueAt(String module, int start) {
        int end = module.indexOf(';', start);
        String value = module.substring(start, end < 0 ? module.length() : end).strip();
        if (value.startsWith("lib.mkForce ") || value.startsWith("mkForce ")) {
            value = value.substring(value.indexOf(' ') + 1).strip();
        }
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
