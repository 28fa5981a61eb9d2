package org.agntos.helper.protocol;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of one managed Nix file, relative to the configuration directory: `packages/htop.nix`,
/// `services/openssh.nix`, `options/networking.hostName.nix` or `home/<user>/<option>.nix`.
///
/// A value of this type cannot escape the tree: it is never absolute, has no `.` or `..` segment, no empty
/// segment, no control character and none that a shell or Nix would read specially. Symbolic links are the
/// business of whoever opens the file.
public record TreePath(String value) implements Comparable<TreePath> {
    /// Longest name of one segment in bytes, with room left for the suffix of a temporary file (NAME_MAX is
    /// 255).
    public static final int MAX_SEGMENT_LENGTH = 200;

    private static final String SEGMENT = "[A-Za-z0-9_][A-Za-z0-9_.+=@-]*";
    private static final Pattern GRAMMAR = Pattern.compile(
            "(?:(?:packages|services|options)/" + SEGMENT + "|home/(?:" + SEGMENT + "/)?" + SEGMENT + ")");

    public TreePath {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a managed file: '" + value
                    + "' (expected: packages/, services/, options/ or home/<user>/ and a name ending in .nix)");
        }
    }

    /// Parses text from outside; empty if it does not name a managed file.
    public static Optional<TreePath> parse(String text) {
        return isValid(text) ? Optional.of(new TreePath(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        if (!text.endsWith(".nix") || !GRAMMAR.matcher(text).matches()) {
            return false;
        }
        for (String segment : text.split("/", -1)) {
            if (segment.length() > MAX_SEGMENT_LENGTH || segment.equals(".nix")) {
                return false;
            }
        }
        return true;
    }

    /// The last segment.
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /// The segments before it, one or two.
    public List<String> folders() {
        return List.of(value.substring(0, value.lastIndexOf('/')).split("/", -1));
    }

    @Override
    public int compareTo(TreePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
