package org.agntos.core.model.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agntos.core.model.planner.Intent.PortRange;

/// Reads the ports of `open port 8080`, `27015 tcp+udp`, `ports 8000-8010`, `http and https`.
final class PortWords {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,5})(?:(?:-|–|\\.\\.|:)(\\d{1,5}))?(?:/(tcp|udp))?");
    private static final Map<String, Integer> SERVICES = Map.ofEntries(
            Map.entry("http", 80),
            Map.entry("https", 443),
            Map.entry("ssh", 22),
            Map.entry("dns", 53),
            Map.entry("smtp", 25),
            Map.entry("imap", 143),
            Map.entry("imaps", 993),
            Map.entry("mysql", 3306),
            Map.entry("postgres", 5432),
            Map.entry("postgresql", 5432),
            Map.entry("rdp", 3389),
            Map.entry("vnc", 5900),
            Map.entry("mqtt", 1883),
            Map.entry("minecraft", 25565));

    private static final Pattern PORT_WORD =
            Pattern.compile("ports?|tcp|udp|tcp\\+udp|both|and|auf|mach|in|the|firewall|on|please|for|number|up|open");

    private PortWords() {}

    /// True if the words are about ports only.
    static boolean saysNothingElse(List<Token> tokens) {
        return tokens.stream()
                .filter(Token::isName)
                .allMatch(token -> NUMBERS.matcher(token.key()).matches()
                        || PORT_WORD.matcher(token.key()).matches()
                        || SERVICES.containsKey(token.key()));
    }

    /// Empty if the words name no port, or one outside 1 to 65535. `tcp 80 and udp 53` is read as it is said; where a
    /// protocol is said once, it is meant for all, and TCP where none is.
    static Optional<Intent.Ports> read(List<Token> tokens, boolean isOpen) {
        List<Group> groups = new ArrayList<>(List.of(new Group()));
        boolean saysPort = false;
        for (Token token : tokens) {
            boolean isJoint = token.kind() == Token.Kind.SEPARATOR || token.is("and");
            if (isJoint && !groups.getLast().ports.isEmpty()) {
                groups.add(new Group());
            }
            saysPort |= token.key().startsWith("port");
            if (!groups.getLast().add(token)) {
                return Optional.empty();
            }
        }
        return ports(groups, isOpen, saysPort);
    }

    private static Optional<Intent.Ports> ports(List<Group> groups, boolean isOpen, boolean saysPort) {
        spread(groups);
        boolean isTcp = groups.stream().anyMatch(group -> group.isTcp);
        boolean isUdp = groups.stream().anyMatch(group -> group.isUdp);
        boolean isEach =
                groups.stream().filter(group -> !group.ports.isEmpty()).allMatch(group -> group.isTcp || group.isUdp);
        List<PortRange> tcp = new ArrayList<>();
        List<PortRange> udp = new ArrayList<>();
        for (Group group : groups) {
            if (isEach ? group.isTcp : isTcp || !isUdp) {
                tcp.addAll(group.ports);
            }
            if (isEach ? group.isUdp : isUdp) {
                udp.addAll(group.ports);
            }
        }
        boolean namesPorts = saysPort || isTcp || isUdp || isOpen || !tcp.isEmpty();
        return (tcp.isEmpty() && udp.isEmpty()) || !namesPorts
                ? Optional.empty()
                : Optional.of(new Intent.Ports(isOpen, tcp, udp));
    }

    /// `22 and 443 tcp, 51820 udp`, `tcp 80, 443, udp 53`, `6881 tcp and udp`: a protocol is meant for the ports before
    /// it, or after it where it is said first.
    private static void spread(List<Group> groups) {
        boolean isSaidFirst = groups.stream()
                .filter(Group::hasProtocol)
                .findFirst()
                .filter(group -> group.isProtocolFirst)
                .isPresent();
        for (int i = 1; i < groups.size(); i++) {
            if (groups.get(i).ports.isEmpty() || (isSaidFirst && !groups.get(i).hasProtocol())) {
                Group from = groups.get(i).ports.isEmpty() ? groups.get(i) : groups.get(i - 1);
                Group to = groups.get(i).ports.isEmpty() ? groups.get(i - 1) : groups.get(i);
                to.take(from);
            }
        }
        for (int i = groups.size() - 2; i >= 0 && !isSaidFirst; i--) {
            if (!groups.get(i).hasProtocol()) {
                groups.get(i).take(groups.get(i + 1));
            }
        }
    }

    /// Ports between two joining words, with the protocols said there.
    private static final class Group {
        private final List<PortRange> ports = new ArrayList<>();
        private boolean isTcp;
        private boolean isUdp;
        private boolean isProtocolFirst;

        private boolean hasProtocol() {
            return isTcp || isUdp;
        }

        private void take(Group other) {
            isTcp |= other.isTcp;
            isUdp |= other.isUdp;
        }

        /// False if the token is a number that is no port.
        boolean add(Token token) {
            Matcher numbers = NUMBERS.matcher(token.key());
            Integer service = SERVICES.get(token.key());
            isProtocolFirst |= ports.isEmpty() && token.key().matches("tcp|udp");
            isTcp |= token.key().contains("tcp") || token.is("both");
            isUdp |= token.key().contains("udp") || token.is("both");
            if (numbers.matches()) {
                int first = Integer.parseInt(numbers.group(1));
                int last = numbers.group(2) == null ? first : Integer.parseInt(numbers.group(2));
                if (first < 1 || last > 65535 || last < first) {
                    return false;
                }
                ports.add(new PortRange(first, last));
            } else if (service != null) {
                ports.add(new PortRange(service, service));
            }
            return true;
        }
    }
}
