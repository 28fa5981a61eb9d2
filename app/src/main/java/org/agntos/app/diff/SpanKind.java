package org.agntos.app.diff;

import java.util.Locale;

/// What a piece of highlighted text is.
public enum SpanKind {
    PLAIN,
    COMMENT,
    KEYWORD,
    /// `true`, `false` and `null`.
    LITERAL,
    NUMBER,
    STRING,
    /// `\n` in a string, `''$` in an indented one.
    ESCAPE,
    /// The `${` and `}` around an expression in a string or path.
    INTERPOLATION,
    PATH,
    /// A name that is being defined, such as `services.openssh.enable` before its `=`.
    ATTRIBUTE,
    OPERATOR,
    /// A heading, such as `§ Machine` of a memory file.
    HEADING,
    /// A character that would not be seen, or would reorder the text; shown by its name instead of itself.
    INVISIBLE;

    /// Such as `syntax-comment`.
    public String styleClass() {
        return "syntax-" + name().toLowerCase(Locale.ROOT);
    }
}
