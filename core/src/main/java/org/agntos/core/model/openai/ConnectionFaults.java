package org.agntos.core.model.openai;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.agntos.core.model.settings.Loopback;

/// Turns what goes wrong with a connection into words.
final class ConnectionFaults {
    private ConnectionFaults() {}

    static Fault of(URI address, Throwable cause) {
        String host = address.getHost();
        if (find(cause, UnresolvedAddressException.class).isPresent()) {
            return new Fault(
                    Fault.Kind.NAME_NOT_FOUND,
                    "There is no computer by the name " + host + ".",
                    "Check the endpoint in models.toml and whether this computer is on a network.");
        }
        if (find(cause, SSLException.class).isPresent()
                || find(cause, CertificateException.class).isPresent()) {
            return tls(host, cause);
        }
        if (find(cause, HttpConnectTimeoutException.class).isPresent()) {
            return new Fault(
                    Fault.Kind.NO_CONNECTION,
                    host + " did not answer the call in time.",
                    "Check whether this computer is on a network and the server is up.");
        }
        if (find(cause, ConnectException.class).isPresent()
                || find(cause, NoRouteToHostException.class).isPresent()) {
            return refused(address);
        }
        return brokenOff(host, cause);
    }

    private static Fault refused(URI address) {
        boolean isHere = Loopback.isName(address);
        return new Fault(
                Fault.Kind.NOT_LISTENING,
                "Nothing answers at " + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort())
                        + ".",
                isHere
                        ? "Start the model server (such as: ollama serve) and ask again."
                        : "Check the endpoint in models.toml and whether the server is up.");
    }

    private static Fault tls(String host, Throwable cause) {
        String why;
        String next = "Check the endpoint in models.toml; do not send a key to this server.";
        if (find(cause, CertificateExpiredException.class).isPresent()) {
            why = "its certificate has expired";
            next = "Check this computer's clock; if it is right, the server's owner must renew the certificate.";
        } else if (find(cause, CertificateNotYetValidException.class).isPresent()) {
            why = "its certificate is not valid yet";
            next = "Check this computer's clock.";
        } else if (text(cause).contains("No subject alternative") || text(cause).contains("No name matching")) {
            why = "its certificate is for another name";
        } else if (text(cause).contains("unable to find valid certification path")) {
            why = "nobody we trust vouches for its certificate";
            next = "For a server of your own, add its certificate to security.pki.certificateFiles.";
        } else if (text(cause).contains("plaintext connection")
                || text(cause).contains("Unsupported or unrecognized")) {
            why = "it does not speak TLS there";
            next = "If it is a server on this computer, write http:// in models.toml.";
        } else {
            why = "no protected connection came about";
        }
        return new Fault(Fault.Kind.TLS, "The connection to " + host + " is not safe: " + why + ".", next);
    }

    /// While the answer was read.
    static Fault reading(String host, IOException cause, Duration silence) {
        if (find(cause, SocketTimeoutException.class).isPresent()) {
            return silent(host, silence);
        }
        if (find(cause, ZipException.class).isPresent()) {
            return malformed(host, "its packed answer cannot be unpacked");
        }
        return brokenOff(host, cause);
    }

    static Fault silent(String host, Duration silence) {
        return new Fault(
                Fault.Kind.SILENT,
                host + " said nothing for " + seconds(silence) + ".",
                "Ask again, choose a faster model, or raise timeout in models.toml.");
    }

    static Fault malformed(String host, String what) {
        return new Fault(
                Fault.Kind.MALFORMED,
                host + " answered in a way that cannot be understood: " + what + ".",
                "Ask again. If it stays so, see: agntctl model test.");
    }

    private static Fault brokenOff(String host, Throwable cause) {
        boolean isEnd = find(cause, EOFException.class).isPresent()
                || find(cause, ClosedChannelException.class).isPresent();
        return new Fault(
                Fault.Kind.BROKEN_OFF,
                "The connection to " + host + " broke off" + (isEnd ? " before the answer was whole." : "."),
                "What was shown is kept. Ask again.");
    }

    static String seconds(Duration time) {
        return time.toMillis() < 1000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }

    private static String text(Throwable cause) {
        StringBuilder text = new StringBuilder();
        for (Throwable at = cause; at != null && text.length() < 4000; at = at.getCause()) {
            text.append(at.getMessage()).append('\n');
        }
        return text.toString();
    }

    private static <T extends Throwable> Optional<T> find(Throwable cause, Class<T> type) {
        Throwable at = cause;
        for (int depth = 0; at != null && depth < 20; depth++) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }
}
