package org.agntos.helper.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 value as 64 lower-case hexadecimal digits.
public record Sha256(String hex) {
    /// What the chain of an empty audit log starts from.
    public static final Sha256 ZERO = new Sha256("0".repeat(64));

    public Sha256 {
        if (!isValid(hex)) {
            throw new IllegalArgumentException("not a sha256: '" + hex + "' (expected: 64 hexadecimal digits)");
        }
    }

    /// True for 64 lower-case hexadecimal digits.
    public static boolean isValid(String hex) {
        return hex.length() == 64 && hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    public static Sha256 of(byte[] bytes) {
        return new Sha256(HexFormat.of().formatHex(digest().digest(bytes)));
    }

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static Sha256 of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Written out, as is [#hashCode]: those a record gets are made at run time, which costs a short program
    /// much.
    @Override
    public boolean equals(Object other) {
        return other instanceof Sha256 that && hex.equals(that.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return hex;
    }
}
