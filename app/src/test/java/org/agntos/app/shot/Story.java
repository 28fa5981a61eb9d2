package org.agntos.app.shot;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agntos.core.CoreComposition;
import org.agntos.core.change.Cancellation;
import org.agntos.core.change.Draft;
import org.agntos.core.change.Proposal;
import org.agntos.core.change.ProposeChange;
import org.agntos.core.change.RequestContext;
import org.agntos.core.change.SubmitChange;
import org.agntos.core.memory.MemoryFile;
import org.agntos.core.nix.NixValue;
import org.agntos.helper.protocol.TreePath;

/// A practice machine with a past, made by the real pipeline and the real helper.
final class Story implements AutoCloseable {
    private final CoreComposition core;

    Story(Path home) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("AGNTOS_") || name.startsWith("XDG_"));
        environment.put("HOME", home.toString());
        core = CoreComposition.of(environment);
    }

    CoreComposition core() {
        return core;
    }

    /// Changes that were applied, one that was undone, and what is remembered.
    void past() {
        apply("install htop and ripgrep", Draft.builder().install("htop").install("ripgrep"));
        String ssh = apply("enable ssh", Draft.builder().set("services.openssh.enable", new NixValue.Bool(true)));
        apply(
                "set the time zone to Europe/Vienna",
                Draft.builder().set("time.timeZone", new NixValue.Text("Europe/Vienna")));
        undo(ssh);
        apply(
                "please turn on the firewall and open port 8080",
                Draft.builder()
                        .set("networking.firewall.enable", new NixValue.Bool(true))
                        .set(
                                "networking.firewall.allowedTCPPorts",
                                new NixValue.ListOf(List.of(new NixValue.Int(8080)))));
        core.memory().add(MemoryFile.MEMORY, "Machine", "Practice machine for trying changes; nothing depends on it.");
        core.memory().add(MemoryFile.MEMORY, "Work", "The web project listens on port 8080.");
        core.memory().add(MemoryFile.MEMORY, "Work", "Backups run on Sunday night; do not restart services then.");
        core.memory().add(MemoryFile.USER, "Likes", "Prefers small command line tools such as ripgrep and fd.");
        core.memory().add(MemoryFile.USER, "Likes", "Wants one change at a time, with a short reason.");
    }

    Proposal lowRisk() {
        return propose("install git and tmux", Draft.builder().install("git").install("tmux"));
    }

    Proposal highRisk() {
        return propose(
                "let root log in by ssh",
                Draft.builder()
                        .set("services.openssh.enable", new NixValue.Bool(true))
                        .set("services.openssh.settings.PermitRootLogin", new NixValue.Text("yes")));
    }

    Proposal broken() {
        return propose(
                "enable the print server",
                Draft.builder()
                        .module(
                                new TreePath("services/printing.nix"),
                                "{ pkgs, ... }:\n{\n  services.printng.enable = true;\n  environment.systemPackages = [ pkgs.cupss ];\n}\n"));
    }

    /// Edits a file that is there already.
    Proposal edit() {
        return propose(
                "open port 8443 too",
                Draft.builder()
                        .set(
                                "networking.firewall.allowedTCPPorts",
                                new NixValue.ListOf(List.of(new NixValue.Int(8080), new NixValue.Int(8443)))));
    }

    /// Applies another change to the file that [#edit] changes, so that the proposal is stale.
    void overtakeEdit() {
        apply(
                "open port 9090 as well",
                Draft.builder()
                        .set(
                                "networking.firewall.allowedTCPPorts",
                                new NixValue.ListOf(List.of(new NixValue.Int(8080), new NixValue.Int(9090)))));
    }

    private Proposal propose(String request, Draft.Builder draft) {
        String wish = request.replace("please ", "");
        String summary = wish.substring(0, 1).toUpperCase(Locale.ROOT) + wish.substring(1);
        RequestContext context = new RequestContext(summary, "", request, null);
        return switch (core.proposeChange().propose(draft.build(), context)) {
            case ProposeChange.Outcome.Proposed(Proposal proposal) -> proposal;
            case ProposeChange.Outcome.NothingToDo(String message) -> throw new AssertionError(message);
            case ProposeChange.Outcome.Rejected(var problems) -> throw new AssertionError(problems);
        };
    }

    private String apply(String request, Draft.Builder draft) {
        Proposal proposal = propose(request, draft);
        return audit(core.submitChange().apply(proposal.id(), proposal.digest(), new Cancellation(), _ -> {}));
    }

    private void undo(String entry) {
        if (!(core.submitChange().previewUndo(entry) instanceof SubmitChange.Preview.Ready ready)) {
            throw new AssertionError("cannot undo " + entry);
        }
        audit(core.submitChange().undo(entry, ready.digest(), new Cancellation(), _ -> {}));
    }

    private static String audit(SubmitChange.Outcome outcome) {
        if (!(outcome instanceof SubmitChange.Outcome.Done(var done))) {
            throw new AssertionError(outcome);
        }
        return done.auditId().orElseThrow();
    }

    @Override
    public void close() {
        core.close();
    }
}
