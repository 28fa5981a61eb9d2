package org.agntos.core.machine.doctor;

import java.util.Locale;

/// One thing that was looked at.
///
/// @param id stable, for scripts: lower case words with hyphens
/// @param what a sentence: what was found
/// @param next a sentence: what to do; empty where nothing is to be done
public record Finding(String id, State state, String what, String next) {

    public enum State {
        OK,
        /// It works, but.
        WARN,
        /// It does not work.
        PROBLEM;

        /// The word in JSON and on screen.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Finding ok(String id, String what) {
        return new Finding(id, State.OK, what, "");
    }

    public static Finding warn(String id, String what, String next) {
        return new Finding(id, State.WARN, what, next);
    }

    public static Finding problem(String id, String what, String next) {
        return new Finding(id, State.PROBLEM, what, next);
    }
}
