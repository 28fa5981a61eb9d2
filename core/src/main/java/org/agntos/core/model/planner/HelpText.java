package org.agntos.core.model.planner;

/// Fixed answers about the planner itself.
final class HelpText {
    static final String NEAREST = "I can install and remove programs, switch services on and off, set options, open "
            + "ports, say why something is here, show what changed, and suggest an undo. Say “help” for examples.";

    static final String HELLO = "Hello! Tell me what you want of this machine, such as “install htop” or “what "
            + "changed today”. Say “help” for more.";

    static final String WELCOME = "You are welcome.";

    static final String CONFIRM = "Applying is yours to do: review the open proposal and approve it there, or run "
            + "`agntctl proposals` and `agntctl apply ID`. Nothing is applied by a word in the chat. What would you like me to do?";

    static final String TEXT = """
            I am the built-in planner: I work without a network and without a model. Some things you can say:

            - **Programs**: “install htop and git”, “remove gimp”, “find a markdown editor”
            - **Services**: “enable ssh”, “turn bluetooth off”
            - **Settings**: “set the time zone to Berlin”, “open port 8080”, “networking.hostName = \\"box\\"”
            - **Questions**: “why is docker here?”, “what changed last week?”, “how much memory is there?”
            - **Going back**: “undo”, “undo the htop change”, “undo the last 2 changes”
            - **Memory**: “remember that I prefer vim”, “forget the note about vim”, “what do you remember?”

            Several wishes fit in one sentence. Nothing changes until you have seen the diff and approved it.""";

    private HelpText() {}
}
