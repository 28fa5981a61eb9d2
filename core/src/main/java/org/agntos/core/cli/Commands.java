package org.agntos.core.cli;

import java.util.List;
import java.util.Optional;

/// The commands by name. Only the one that is asked for is made.
final class Commands {
    static final List<String> NAMES = List.of(
            "ask",
            "chat",
            "propose",
            "proposals",
            "apply",
            "rollback",
            "audit",
            "memory",
            "effects",
            "policy",
            "inspect",
            "read",
            "search",
            "option",
            "index",
            "nix",
            "doctor",
            "eval",
            "model",
            "sessions");

    static final String USAGE = """
            agntctl: ask, review, apply, audit and undo changes of this machine

            agntctl ask "REQUEST" [--apply [--yes]]     one turn with the assistant; --apply then shows the diff and asks
            agntctl chat [--continue]                   a conversation on the terminal
            agntctl propose "DESCRIPTION"               a change without a chat; also --package, --remove-package,
                                                        --option PATH=VALUE, --file MODULE.nix
            agntctl proposals [list | show ID | diff ID [--patch] | verify ID | discard ID]
            agntctl apply ID [--yes]                    shows the diff, asks, applies
            agntctl rollback [list | --generation N | undo ENTRY] [--yes]
            agntctl audit [list | show ID | search --query Q | why THING | verify] [--limit N]
            agntctl memory [show | add | replace | remove | consolidate | undo] [memory | user]
            agntctl effects [list | show ID | undo ID]  what was done outside of Nix
            agntctl policy [show | test TOOL CALL | forget ID]  what the assistant may do
            agntctl inspect [system | cpu | memory | gpu | disk | network | services | packages | generations |
                             failed | flake | log UNIT | all]
            agntctl read PATH
            agntctl search [options | packages] WORDS [--limit N]
            agntctl option PATH                         type, default, value on this machine, who set it
            agntctl eval requests FILE [--answers OUT]  what the planner makes of each request of a file
            agntctl sessions [list | show ID | search WORDS | rename ID TITLE | delete ID [--yes] | export ID]
            agntctl model [list | test NAME | use NAME | add NAME … | remove NAME | key NAME | find]
            agntctl index [status | build [--options FILE …]]
            agntctl nix check FILE … [--print]          whether files parse, and where not
            agntctl doctor [--wiring]                   what is wrong with this machine, and what to do

            Everywhere: --json for scripts, --practice to insist on the practice machine, --help, --version.
            Exit: 0 ok, 1 failed, 2 usage, 3 denied, 4 verification failed, 5 not found.""";

    private Commands() {}

    static Optional<Command> named(String name) {
        return switch (name) {
            case "ask" -> Optional.of(new AskCommand());
            case "chat" -> Optional.of(new ChatCommand());
            case "effects" -> Optional.of(new EffectsCommand());
            case "policy" -> Optional.of(new PolicyCommand());
            case "propose" -> Optional.of(new ProposeCommand());
            case "proposals" -> Optional.of(new ProposalsCommand());
            case "apply" -> Optional.of(new ApplyCommand());
            case "rollback" -> Optional.of(new RollbackCommand());
            case "audit" -> Optional.of(new AuditCommand());
            case "memory" -> Optional.of(new MemoryCommand());
            case "inspect" -> Optional.of(new InspectCommand());
            case "read" -> Optional.of(new ReadCommand());
            case "search" -> Optional.of(new SearchCommand());
            case "option" -> Optional.of(new OptionCommand());
            case "index" -> Optional.of(new IndexCommand());
            case "nix" -> Optional.of(new NixCommand());
            case "doctor" -> Optional.of(new DoctorCommand());
            case "eval" -> Optional.of(new EvalCommand());
            case "model" -> Optional.of(new ModelCommand());
            case "sessions" -> Optional.of(new SessionsCommand());
            default -> Optional.empty();
        };
    }
}
