package org.agntos.core.nix;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A typed Nix value. The renderer writes it with correct escapes, so text from outside stays text; only
/// [Expression] is code, and only from someone who meant code.
public sealed interface NixValue {
    record Null() implements NixValue {}

    record Bool(boolean value) implements NixValue {}

    /// Nix integers are 64-bit.
    record Int(long value) implements NixValue {}

    record Decimal(BigDecimal value) implements NixValue {}

    record Text(String value) implements NixValue {}

    /// An absolute path literal such as `/etc/hosts`.
    record PathLiteral(String value) implements NixValue {}

    record ListOf(List<NixValue> items) implements NixValue {
        public ListOf {
            items = List.copyOf(items);
        }
    }

    record Attributes(Map<String, NixValue> entries) implements NixValue {
        public Attributes {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /// `pkgs.<attribute>`, for options of type package.
    record PackageReference(String attribute) implements NixValue {}

    /// Nix code, taken over as it is.
    record Expression(String code) implements NixValue {}
}
