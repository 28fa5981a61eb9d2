package org.agntos.app.timeline;

/// How an act ended.
public enum ActResult {
    DONE,
    FAILED,
    REFUSED,
    /// Of older programs: begun, or in words we do not know.
    PENDING;

    static ActResult of(String result) {
        return switch (result) {
            case "Success" -> DONE;
            case "Failed" -> FAILED;
            case "Refused", "Denied" -> REFUSED;
            default -> PENDING;
        };
    }
}
