package org.agntos.core.change;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.agntos.core.nix.OptionPath;
import org.agntos.helper.protocol.Sha256;
import org.agntos.helper.protocol.TreePath;

/// Which file a thing is written to: `packages/<attribute>.nix`; all options of one service together in
/// `services/<name>.nix`; a Home Manager option, `home-manager.users.<user>.<path>`, in `home/<user>/<path>.nix`; every
/// other option in `options/<dotted.path>.nix`.
///
/// Two things never share a file name: bytes that a file name may not hold, dots inside a segment and `=` itself
/// become `=XX`.
public final class ManagedUnit {
    private static final String SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+@-";
    private static final String SAFE_FIRST = SAFE.substring(0, SAFE.length() - 3);
    private static final int LONGEST = TreePath.MAX_SEGMENT_LENGTH - ".nix".length();
    private static final int KEPT_OF_LONG = 120;

    private static final OptionPath HOME_USERS = OptionPath.of("home-manager", "users");

    private ManagedUnit() {}

    public static TreePath ofPackage(OptionPath attribute) {
        return new TreePath("packages/" + fileName(attribute.segments()) + ".nix");
    }

    /// A file of `home/<user>/` holds options as Home Manager calls them, without what names the user.
    static OptionPath inside(OptionPath path) {
        return isOfHome(path) ? path.from(3) : path;
    }

    static boolean isOfHome(OptionPath path) {
        return path.startsWith(HOME_USERS) && path.segments().size() > 3;
    }

    /// The folder of a user's Home Manager files. @throws IndexOutOfBoundsException if it is no option of Home Manager
    static String homeFolder(OptionPath path) {
        return "home/" + fileName(path.segments().subList(2, 3)) + "/";
    }

    public static TreePath ofOption(OptionPath path) {
        List<String> segments = path.segments();
        if (isOfHome(path)) {
            return new TreePath(homeFolder(path) + fileName(segments.subList(3, segments.size())) + ".nix");
        }
        boolean isService = segments.size() > 1 && segments.getFirst().equals("services");
        return isService
                ? new TreePath("services/" + fileName(segments.subList(1, 2)) + ".nix")
                : new TreePath("options/" + fileName(segments) + ".nix");
    }

    private static String fileName(List<String> segments) {
        String name = segments.stream().map(ManagedUnit::encoded).collect(Collectors.joining("."));
        String safe = SAFE_FIRST.indexOf(name.charAt(0)) >= 0 ? name : "_" + (name.startsWith("_") ? "_" : "") + name;
        return safe.length() <= LONGEST
                ? safe
                : safe.substring(0, KEPT_OF_LONG) + "=-" + Sha256.of(safe).hex().substring(0, 32);
    }

    private static String encoded(String segment) {
        StringBuilder out = new StringBuilder();
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            if (SAFE.indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append(String.format(Locale.ROOT, "=%02X", b & 0xff));
            }
        }
        return out.toString();
    }
}
