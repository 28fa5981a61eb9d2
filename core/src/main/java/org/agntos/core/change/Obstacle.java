package org.agntos.core.change;

import java.nio.file.Path;

/// Why the helper never began. Nothing was changed in any of these cases.
public sealed interface Obstacle {
    /// A stable word for scripts.
    String code();

    /// What happened, one or two sentences.
    String message();

    /// What to do next.
    String next();

    /// True if somebody said no, a person or a rule; false if something is missing.
    default boolean isDenial() {
        return false;
    }

    /// The person closed the dialog.
    record Dismissed() implements Obstacle {
        @Override
        public String code() {
            return "dismissed";
        }

        @Override
        public String message() {
            return "The authentication was dismissed. Nothing was changed.";
        }

        @Override
        public String next() {
            return "Apply it again when you are ready; the proposal stays.";
        }

        @Override
        public boolean isDenial() {
            return true;
        }
    }

    /// polkit said no. @param wasAsked true if a password was asked for, false if a rule forbids it outright
    record NotAuthorised(boolean wasAsked) implements Obstacle {
        @Override
        public String code() {
            return "not_authorised";
        }

        @Override
        public String message() {
            return wasAsked
                    ? "The authentication failed: a wrong password, or an account that may not do this."
                            + " Nothing was changed."
                    : "A rule of this system does not let you change it from here. Nothing was changed.";
        }

        @Override
        public String next() {
            return wasAsked
                    ? "Try again with the password of an administrator of this machine."
                    : "Ask its administrator: the rules are in /etc/polkit-1/rules.d, and some forbid remote sessions.";
        }

        @Override
        public boolean isDenial() {
            return true;
        }
    }

    /// A password is needed and no program is there to ask for it. @param next which one to start here
    record NoAgent(String next) implements Obstacle {
        @Override
        public String code() {
            return "no_agent";
        }

        @Override
        public String message() {
            return "A password is needed, and this session runs no authentication agent that could ask for it."
                    + " Nothing was changed.";
        }

        @Override
        public boolean isDenial() {
            return true;
        }
    }

    /// There is no pkexec, or a program that belongs to it is missing. @param program its name
    record PolkitMissing(String program) implements Obstacle {
        @Override
        public String code() {
            return "polkit_missing";
        }

        @Override
        public String message() {
            return "polkit's program " + program + " is not installed. Nothing was changed.";
        }

        @Override
        public String next() {
            return "On NixOS set security.polkit.enable and, where that option exists,"
                    + " security.polkit.enablePkexecWrapper, then rebuild once by hand.";
        }
    }

    /// It may not become root. @param pkexec the one that was found
    record PkexecNotSetuid(Path pkexec) implements Obstacle {
        @Override
        public String code() {
            return "pkexec_not_setuid";
        }

        @Override
        public String message() {
            return pkexec + " is not setuid root, so it cannot start the helper. Nothing was changed.";
        }

        @Override
        public String next() {
            return "On NixOS set security.polkit.enablePkexecWrapper (where it exists, else security.polkit.enable) and"
                    + " rebuild once by hand: that makes /run/wrappers/bin/pkexec. Elsewhere reinstall pkexec.";
        }
    }

    /// polkit's daemon or the system bus does not answer. @param said what the program said
    record PolkitSilent(String said) implements Obstacle {
        @Override
        public String code() {
            return "polkit_silent";
        }

        @Override
        public String message() {
            return "polkit does not answer, so nobody can be authorised" + clause(said) + " Nothing was changed.";
        }

        @Override
        public String next() {
            return "Look at `systemctl status dbus polkit`; in a container there may be neither.";
        }
    }

    /// It is not installed for the whole system. @param why a clause
    record HelperMissing(String why) implements Obstacle {
        @Override
        public String code() {
            return "helper_missing";
        }

        @Override
        public String message() {
            return "The helper is not installed on this system: " + why + ". Nothing was changed.";
        }

        @Override
        public String next() {
            return "Install AgntOS as a module of the system; `agntctl --practice` needs no installation.";
        }
    }

    /// The helper of this system belongs to another version of AgntOS than this program.
    record OtherVersion(String theirs, int theirProtocol, int ourProtocol) implements Obstacle {
        @Override
        public String code() {
            return "helper_version";
        }

        @Override
        public String message() {
            return "The helper of this system is version " + theirs + " and speaks protocol " + theirProtocol
                    + "; this program speaks protocol " + ourProtocol + ". Nothing was changed.";
        }

        @Override
        public String next() {
            return theirProtocol > ourProtocol
                    ? "The system was updated while this program ran: end it and start it again."
                    : "This program is newer than the system's helper: rebuild the system, then try again.";
        }
    }

    /// pkexec serves nobody whose parent is process 1, and that is what we are.
    record ParentIsInit() implements Obstacle {
        @Override
        public String code() {
            return "parent_is_init";
        }

        @Override
        public String message() {
            return "pkexec cannot tell who asks, because this program is process 1 or its own parent has ended."
                    + " Nothing was changed.";
        }

        @Override
        public String next() {
            return "Start it from a shell or a session, not as the first process of a container.";
        }
    }

    /// This program itself was started by pkexec, and the machine is a practice machine: the helper would take the
    /// rights
    /// for the real one's.
    record ElevatedPractice() implements Obstacle {
        @Override
        public String code() {
            return "elevated_practice";
        }

        @Override
        public String message() {
            return "A practice machine is not run with somebody else's rights (pkexec). Nothing was changed.";
        }

        @Override
        public String next() {
            return "Start it as yourself, without pkexec.";
        }

        @Override
        public boolean isDenial() {
            return true;
        }
    }

    /// pkexec ended in a way that is not known. @param status its exit status; @param said its words
    record Unexplained(int status, String said) implements Obstacle {
        @Override
        public String code() {
            return "not_started";
        }

        @Override
        public String message() {
            return "The helper was not started (pkexec ended with " + status + ")" + clause(said)
                    + " Nothing was changed.";
        }

        @Override
        public String next() {
            return "`agntctl doctor` looks at the installation; the system's journal has polkit's own words.";
        }
    }

    /// What a program said, as the end of a sentence.
    private static String clause(String said) {
        return said.isBlank() ? "." : ": " + said.strip().replaceAll("\\s+", " ") + ".";
    }
}
