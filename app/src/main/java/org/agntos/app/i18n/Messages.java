package org.agntos.app.i18n;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// Texts by semantic key, from `messages.properties`. A key is always a literal, so that a test finds the missing and
/// the unused ones. In a text with placeholders `{0}` a typographic apostrophe (’) is used; the straight one quotes.
public final class Messages {
    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("org.agntos.app.messages", Locale.ENGLISH, Messages.class.getClassLoader());

    private Messages() {}

    /// For FXML, where `%key` is a text.
    public static ResourceBundle bundle() {
        return BUNDLE;
    }

    /// @throws java.util.MissingResourceException if there is no such key
    public static String text(String key) {
        return BUNDLE.getString(key);
    }

    /// Fills the placeholders; numbers may choose words: `{0,choice,0#no files|1#one file|1<{0} files}`.
    public static String format(String key, Object... arguments) {
        return new MessageFormat(BUNDLE.getString(key), Locale.ENGLISH).format(arguments);
    }
}
