package org.agntos.core.model.planner.recipe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Slots that are known by their look.
enum PlainSlot implements Slot {
    PORT("\\d{1,5} "),
    NUMBER("\\d{1,9}%? "),
    PATH("(?:(?:~|\\$HOME)?/[^ ,;]*|\"(?:~|\\$HOME)?/[^\"]*\") "),
    NAME("\"?[\\p{L}_][\\p{L}\\d_.-]*\"? "),
    USER(
            "(?!(?:that|who|with|and|for|to|on|account|named|called|the|a|an|my|me|new|user|group|groups|sudo|admin|has|can|everyone|everybody|anyone|anybody|all|nobody|root|in|of|is|as|it|from|by|at|or)[ -])\"?[\\p{L}_][\\p{L}\\d_-]*\"? "),
    DOMAIN("(?:[\\w-]+\\.)+\\p{L}{2,} "),
    URL("\\w+://[^ ,;]+ "),
    ADDRESS("(?:\\d{1,3}\\.){3}\\d{1,3}(?:/\\d{1,2})? "),
    HOST("(?:(?:\\d{1,3}\\.){3}\\d{1,3}|[\\p{L}][\\w-]*(?:\\.[\\w-]+)*) "),
    EMAIL("[^ @,;]+@[^ @,;]+ "),
    UUID("[0-9A-Fa-f][0-9A-Fa-f-]{3,40} "),
    DEVICE("/dev/[^ ,;]+ "),
    KEY("(?:ssh-\\w+|ecdsa-[\\w-]+) [A-Za-z0-9+/=]+ (?:[^ ,;]+@[^ ,;]+ )?"),
    TIME("(?:\\d{1,2}(?:[:.h]\\d{2})?(?: ?[ap]\\.?m\\.?)?|midnight|noon)(?: oclock| uhr| h)? "),
    DAYS("(?:\\d{1,3}|an?|one|two|three|four|six) ?(?:d|days?|w|weeks?|months?|years?) "),
    PERIOD(
            "(?:(?:every|each|once an?|once per) )?(?:(?:\\d{1,3} ?)?(?:min|minutes?|hours?|h|days?|weeks?|months?|nights?|mornings?|evenings?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?)|hourly|daily|weekly|monthly|nightly) "),
    MINUTES("\\d{1,4} ?(?:s|sec|seconds?|m|min|minutes?|h|hours?) "),
    SIZE("\\d{1,6}(?:\\.\\d)? ?(?:gib|gb|gigs?|gigabytes?|g|mib|mb|megabytes?|m|%|percent) "),
    QUOTED("\"[^\"]*\" "),
    INTERFACE("(?:eth|en|wl|wlan|wg|tailscale(?=\\d)|br|docker|tun|tap|virbr|lo|veth|zt|ppp|usb|bond)[\\w.-]* "),
    VERSION("\\d+(?:\\.\\d+)* "),
    WORD("[^ ,;]+ "),
    FULLNAME("(?:\"[^\"]+\" |(?:(?!(?:and|email|mail|with|to)[ -])[\\p{L}.'-]+ ){1,3})"),
    BACKEND("(?:https?://)?(?:[\\w.-]+:)?\\d{2,5}/? "),
    IMAGE(
            "(?=[^ ]*[:/])(?:[a-z0-9][\\w.-]*(?::\\d+)?/)*[a-z0-9][\\w.-]*(?::[\\w.-]+)?(?:@sha256:\\w+)? |(?:nginx|redis|postgres|mariadb|mysql|httpd|alpine|busybox|whoami|portainer|grafana|n8n|pihole|nextcloud|vaultwarden|jellyfin|registry|rabbitmq|memcached|caddy|traefik) "),
    MAPPING("\\d{2,5}(?::\\d{2,5})?(?:/(?:tcp|udp))? "),
    CITY("(?:(?!(?:please|and|now|today|zone|time)[ -])[\\p{L}./_-]+ ){1,3}"),
    BUSID("PCI:\\d+:\\d+:\\d+ "),
    RESOLUTION("\\d{3,5}x\\d{3,5}(?:@\\d+)? "),
    THING(
            "(?!(?:please|pls|i|we|you|they|it|this|just|and|also|so|to|me|my|the|but|or|then|now|hey|ok|that|which|who|why|it should|if|when|only)[ -])[\\p{L}][\\p{L}\\d_.-]* "),
    MAC("(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2} "),
    PARAM("(?!(?:and|or|to|the|at|in|on|for)[ -])[\\w.:/,*-]+(?:=[^ ]+)? "),
    BASE64("[A-Za-z0-9+/]{40,48}={0,2} (?:= )*"),
    MDNS("[\\p{L}][\\w-]*\\.local "),
    SCRIPT("[\\w-]+\\.(?:sh|py|pl|rb|js|bash) "),
    ENVNAME("(?-i:[A-Z][A-Z0-9_]{2,}) "),
    ENVVALUE("(?:\"[^\"]*\"|[^ ,;]+) "),
    ALIASNAME("(?!(?:to|for|and|is|as)[ -])[\\w.-]{1,20} "),
    ALIASVALUE("(?:\"[^\"]*\" |(?:(?!(?:and|,)[ -])[^ ,;]+ ){1,6})"),
    SYSCTL("(?:net|vm|kernel|fs|dev|user)\\.[\\w.]+ "),
    NFS("[\\w.-]+:/[^ ,;]* "),
    SHARE("//[^ ,;]+ "),
    INSECURE("[a-z][\\w+-]*-\\d+[\\w.]* "),
    CACHEKEY("[\\w.-]+-\\d+:[A-Za-z0-9+/=]+ "),
    PYTHONVERSION("(?:python)?3\\.?\\d{1,2} "),
    SUBJECT("(?:[^ ,;?]+ ){1,5}?"),
    GENERATION("\\d{1,6} "),
    OPTIONPATH("[a-z][\\w-]*(?:\\.[\\w\"<>*-]+)+ "),
    COMMAND("(?:\"[^\"]+\"|[^ ;]+) (?:(?!(?:every|each|at|daily|hourly|weekly)[ -])[^ ;]+ ){0,8}?"),
    REST("[^;]+? ");

    private final String regex;

    PlainSlot(String regex) {
        this.regex = regex;
    }

    static Optional<PlainSlot> called(String kind) {
        return Arrays.stream(values())
                .filter(slot -> slot.name().toLowerCase(Locale.ROOT).equals(kind))
                .findFirst();
    }

    @Override
    public String regex() {
        return regex;
    }

    @Override
    public Optional<Map<String, String>> read(String name, String found) {
        String plain = found.replace("\"", "").strip();
        return switch (this) {
            case PORT -> {
                int port = Integer.parseInt(plain);
                yield port < 1 || port > 65535 ? Optional.empty() : Optional.of(Map.of(name, plain));
            }
            case NUMBER -> Optional.of(Map.of(name, plain.replace("%", "").replaceFirst("^0+(?=\\d)", "")));
            case PATH -> Optional.of(paths(name, plain));
            case TIME -> times(name, plain.toLowerCase(Locale.ROOT));
            case DAYS -> days(name, plain.toLowerCase(Locale.ROOT));
            case PERIOD -> Periods.read(name, plain.toLowerCase(Locale.ROOT));
            case MINUTES -> minutes(name, plain.toLowerCase(Locale.ROOT));
            case SIZE -> sizes(name, plain.toLowerCase(Locale.ROOT));
            case VERSION -> Optional.of(Map.of(name, plain, name + ".under", plain.replace('.', '_')));
            case PYTHONVERSION -> Optional.of(Map.of(name, plain, name + ".digits", plain.replaceAll("\\D", "")));
            case ADDRESS -> Optional.of(address(name, plain));
            case CITY -> city(name, plain);
            case RESOLUTION ->
                Optional.of(Map.of(
                        name,
                        plain,
                        name + ".x",
                        plain.replaceAll("x.*", ""),
                        name + ".y",
                        plain.replaceAll(".*x|@.*", "")));
            case MDNS -> Optional.of(Map.of(name, plain, name + ".host", plain.replace(".local", "")));
            case BASE64 -> Optional.of(Map.of(name, plain.replaceAll("[ =]+$", "") + "="));
            case BACKEND -> backend(name, plain);
            case MAPPING -> mapping(name, plain);
            case IMAGE -> Optional.of(named(name, plain, plain.replaceAll("^.*/|[:@].*$", "")));
            case SCRIPT -> Optional.of(named(name, plain, plain.replaceAll("\\.\\w+$", "")));
            case COMMAND -> Optional.of(named(name, plain, plain.replaceAll("^(?:/\\S*/)?([\\w-]+).*$", "$1")));
            case NAME,
                    PARAM,
                    BUSID,
                    MAC,
                    THING,
                    USER,
                    DOMAIN,
                    URL,
                    HOST,
                    EMAIL,
                    UUID,
                    DEVICE,
                    KEY,
                    QUOTED,
                    INTERFACE,
                    WORD,
                    FULLNAME,
                    ENVNAME,
                    ENVVALUE,
                    ALIASNAME,
                    ALIASVALUE,
                    SYSCTL,
                    NFS,
                    SHARE,
                    INSECURE,
                    CACHEKEY,
                    SUBJECT,
                    GENERATION,
                    OPTIONPATH,
                    REST -> Optional.of(Map.of(name, plain));
        };
    }

    /// Also a name for a unit made of it.
    private static Map<String, String> named(String name, String text, String unit) {
        String plain = unit.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
        return Map.of(name, text, name + ".name", plain.isEmpty() ? "job" : plain);
    }

    /// The longest beginning that is a place.
    private static Optional<Map<String, String>> city(String name, String text) {
        String rest = text;
        while (!rest.isEmpty()) {
            Optional<String> zone = TimeZones.named(rest);
            if (zone.isPresent()) {
                return Optional.of(Map.of(name, rest, name + ".zone", zone.get()));
            }
            rest = rest.substring(0, Math.max(0, rest.lastIndexOf(' ')));
        }
        return Optional.empty();
    }

    /// `10.0.0.5/24`; without a length that of most home networks.
    private static Map<String, String> address(String name, String text) {
        int slash = text.indexOf('/');
        return Map.of(
                name,
                text,
                name + ".plain",
                slash < 0 ? text : text.substring(0, slash),
                name + ".prefix",
                slash < 0 ? "24" : text.substring(slash + 1));
    }

    /// `3000`, `localhost:3000`, `http://10.0.0.5:3000`.
    private static Optional<Map<String, String>> backend(String name, String text) {
        String plain = text.replaceFirst("^https?://", "").replace("/", "");
        int colon = plain.lastIndexOf(':');
        String number = plain.substring(colon + 1);
        String host = colon < 0 || plain.startsWith("localhost") ? "127.0.0.1" : plain.substring(0, colon);
        int port = Integer.parseInt(number);
        return port < 1 || port > 65535
                ? Optional.empty()
                : Optional.of(Map.of(name, text, name + ".host", host, name + ".number", number));
    }

    private static Optional<Map<String, String>> mapping(String name, String text) {
        String plain = text.replaceFirst("/.*", "");
        for (String port : plain.split(":", -1)) {
            if (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535) {
                return Optional.empty();
            }
        }
        return Optional.of(Map.of(name, text, name + ".mapping", text.contains(":") ? text : plain + ":" + text));
    }

    /// Also the last segment as a name for what is there.
    private static Map<String, String> paths(String name, String path) {
        String trimmed = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String last = trimmed.substring(trimmed.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9_-]+", "-");
        return Map.of(name, trimmed, name + ".last", last.isEmpty() ? "data" : last);
    }

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2})(?:[:.h](\\d{2}))?\\s*([ap])?.*");

    private static Optional<Map<String, String>> times(String name, String text) {
        if (text.startsWith("midnight") || text.startsWith("noon")) {
            return Optional.of(clock(name, text.startsWith("noon") ? 12 : 0, 0));
        }
        Matcher clock = CLOCK.matcher(text);
        if (!clock.matches()) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(clock.group(1));
        int minute = clock.group(2) == null ? 0 : Integer.parseInt(clock.group(2));
        String half = clock.group(3) == null ? "" : clock.group(3);
        hour = half.equals("p") && hour < 12 ? hour + 12 : half.equals("a") && hour == 12 ? 0 : hour;
        return hour > 23 || minute > 59 ? Optional.empty() : Optional.of(clock(name, hour, minute));
    }

    private static Map<String, String> clock(String name, int hour, int minute) {
        String time = String.format(Locale.ROOT, "%02d:%02d", hour, minute);
        return Map.of(name, time, name + ".hour", String.valueOf(hour));
    }

    private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d)?|\\w+?) ?(\\p{L}+|%)");

    private static Optional<Map<String, String>> days(String name, String text) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            return Optional.empty();
        }
        int count = switch (amount.group(1)) {
            case "a", "an", "one" -> 1;
            case "two" -> 2;
            case "three" -> 3;
            case "four" -> 4;
            case "six" -> 6;
            default -> Integer.parseInt(amount.group(1));
        };
        int length = switch (amount.group(2).charAt(0)) {
            case 'w' -> 7;
            case 'm' -> 30;
            case 'y' -> 365;
            default -> 1;
        };
        return Optional.of(Map.of(name, String.valueOf(count * length)));
    }

    private static Optional<Map<String, String>> minutes(String name, String text) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(amount.group(1));
        long seconds = switch (amount.group(2).charAt(0)) {
            case 'h' -> count * 3600;
            case 's' -> count;
            default -> count * 60;
        };
        return Optional.of(Map.of(name, String.valueOf(seconds), name + ".min", String.valueOf(seconds / 60)));
    }

    private static Optional<Map<String, String>> sizes(String name, String text) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            return Optional.empty();
        }
        double count = Double.parseDouble(amount.group(1));
        Map<String, String> values = new HashMap<>();
        values.put(name, text.replaceAll("\\s", ""));
        if (amount.group(2).startsWith("%") || amount.group(2).startsWith("percent")) {
            values.put(name + ".percent", String.valueOf((long) count));
        } else {
            long mebibytes = Math.round(amount.group(2).startsWith("g") ? count * 1024 : count);
            values.put(name + ".mib", String.valueOf(mebibytes));
            values.put(name + ".g", Math.max(1, mebibytes / 1024) + "G");
            values.put(name + ".bytes", String.valueOf(mebibytes * 1024 * 1024));
        }
        return Optional.of(values);
    }
}
