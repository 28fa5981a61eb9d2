package org.agntos.core.helper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agntos.core.change.Cancellation;
import org.agntos.core.change.SubmitChange.Outcome;
import org.agntos.core.process.SystemProcessRunner;
import org.agntos.helper.protocol.EventJson;
import org.agntos.helper.protocol.HelperRequest;
import org.agntos.helper.protocol.RequestJson;
import org.agntos.helper.protocol.Verb;

/// The client of the helper as a program of its own, for somebody else's account:
/// `ClientProbe VERB REQUEST-FILE [terminal] [dismiss]`. Prints the events and then how it ended.
final class ClientProbe {
    private ClientProbe() {}

    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        if (words.contains("dismiss")) {
            DismissingAgent.start();
        }
        Verb verb = Verb.parse(words.getFirst()).orElseThrow();
        HelperRequest request = RequestJson.parse(verb, Files.readAllBytes(Path.of(words.get(1))));
        boolean hasTerminal = words.contains("terminal");
        Outcome outcome = HelperClient.real(new SystemProcessRunner(), () -> hasTerminal, System.getenv())
                .run(request, new Cancellation(), event -> System.out.println(EventJson.write(event)));
        System.out.println(
                outcome instanceof Outcome.NotStarted(var obstacle)
                        ? "OBSTACLE " + obstacle.code() + " | " + obstacle.message() + " | " + obstacle.next()
                        : "OUTCOME " + outcome);
        System.exit(0);
    }
}
