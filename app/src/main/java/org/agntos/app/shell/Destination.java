package org.agntos.app.shell;

import org.agntos.core.change.ProposalId;

/// Where to go in the window, and what to show there.
public sealed interface Destination {
    /// The screen that shows it.
    Place place();

    /// A screen as it was left.
    record Screen(Place place) implements Destination {}

    /// The review of one proposal.
    record Review(ProposalId proposal) implements Destination {
        @Override
        public Place place() {
            return Place.CHANGES;
        }
    }

    /// The review of what undoing one audit entry would do.
    record ReviewUndo(String entryId) implements Destination {
        @Override
        public Place place() {
            return Place.CHANGES;
        }
    }

    /// The review of what going back to a generation would do.
    record ReviewRollback(int generation) implements Destination {
        @Override
        public Place place() {
            return Place.CHANGES;
        }
    }

    /// One entry of the timeline, opened.
    record TimelineEntry(String entryId) implements Destination {
        @Override
        public Place place() {
            return Place.TIMELINE;
        }
    }

    /// A request for the assistant, asked at once.
    record Ask(String request) implements Destination {
        @Override
        public Place place() {
            return Place.CHAT;
        }
    }

    /// An earlier conversation.
    record Session(String sessionId) implements Destination {
        @Override
        public Place place() {
            return Place.CHAT;
        }
    }

    /// A conversation that starts anew.
    record NewChat() implements Destination {
        @Override
        public Place place() {
            return Place.CHAT;
        }
    }
}
