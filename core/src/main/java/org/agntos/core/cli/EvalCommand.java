package org.agntos.core.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agntos.core.model.planner.Plan;
import org.agntos.core.model.planner.RequestAnswer;
import org.agntos.core.model.planner.RequestPlanner;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl eval requests`: what the built-in planner makes of each request of a file. It plans as for a person, but
/// stores and proposes nothing.
final class EvalCommand implements Command {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public CommandSpec spec() {
        return Args.command("eval", "Writes what the planner makes of each request of a file, one JSON object a line.")
                .addPositional(Args.words("requests FILE", "JSON lines with id and text"))
                .addOption(Args.text("FILE", "where the answers go; without it to standard output", "--answers"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) {
        Output out = context.output();
        if (!Args.word(arguments, 0).equals("requests") || Args.words(arguments).size() != 2) {
            return out.fail(
                    ExitStatus.USAGE,
                    "usage",
                    "What to evaluate is missing.",
                    "Such as: agntctl eval requests FILE.jsonl --answers OUT.jsonl");
        }
        try {
            List<Request> requests = requests(Path.of(Args.word(arguments, 1)));
            return answer(requests, Args.text(arguments, "--answers"), context);
        } catch (InvalidPathException | IOException e) {
            return out.fail(
                    ExitStatus.FAILED,
                    "io",
                    "A file could not be read or written: " + e.getMessage() + ".",
                    "Give a file of JSON lines and one that may be written.");
        }
    }

    private record Request(String id, String text) {}

    private static List<Request> requests(Path file) throws IOException {
        List<Request> requests = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    requests.add(request(line, requests.size() + 1));
                }
            }
        }
        return requests;
    }

    private static Request request(String line, int number) throws IOException {
        try {
            JsonNode node = MAPPER.readTree(line);
            if (!node.path("id").isTextual() || !node.path("text").isTextual()) {
                throw new IOException("line " + number + " has no id or no text");
            }
            return new Request(node.path("id").asText(), node.path("text").asText());
        } catch (JsonProcessingException e) {
            throw new IOException("line " + number + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static ExitStatus answer(List<Request> requests, String file, Context context) throws IOException {
        RequestPlanner planner = context.core().planner();
        // Once before any time is taken, as in a window that is open already.
        requests.forEach(request -> planner.plan(request.text(), ""));
        List<ObjectNode> answers = new ArrayList<>();
        for (Request request : requests) {
            long start = System.nanoTime();
            Plan plan = planner.plan(request.text(), "");
            answers.add(RequestAnswer.of(request.id(), plan, (System.nanoTime() - start) / 1e6));
        }
        if (file.isEmpty()) {
            answers.forEach(answer -> context.output().jsonLine(answer.toString()));
            return ExitStatus.OK;
        }
        try (BufferedWriter writer = Files.newBufferedWriter(Path.of(file))) {
            for (ObjectNode answer : answers) {
                writer.write(answer.toString());
                writer.newLine();
            }
        }
        context.output().message(answers.size() + " answers written to " + file + " (" + context.machineWord() + ")");
        return ExitStatus.OK;
    }
}
