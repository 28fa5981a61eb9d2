package org.agntos.app.shell;

import javafx.css.PseudoClass;

/// What a kind of toast looks like.
final class ToastStyle {
    private static final PseudoClass SUCCESS = PseudoClass.getPseudoClass("success");
    private static final PseudoClass INFO = PseudoClass.getPseudoClass("info");
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");

    private ToastStyle() {}

    static PseudoClass of(Toast.Kind kind) {
        return switch (kind) {
            case SUCCESS -> SUCCESS;
            case INFO -> INFO;
            case WARNING -> WARNING;
        };
    }

    static String icon(Toast.Kind kind) {
        return switch (kind) {
            case SUCCESS -> "fth-check-circle";
            case INFO -> "fth-info";
            case WARNING -> "fth-alert-triangle";
        };
    }
}
