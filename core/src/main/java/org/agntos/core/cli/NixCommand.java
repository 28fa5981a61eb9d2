package org.agntos.core.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.agntos.core.nix.NixFile;
import org.agntos.core.nix.NixFile.Finding;
import org.agntos.core.nix.syntax.Language;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `agntctl nix check`: whether files parse, by our own parser. It speaks the release of Nix that is
/// installed, else the newest.
final class NixCommand implements Command {
    private static final int AT_ONCE = 256;

    @Override
    public CommandSpec spec() {
        return Args.command("nix", "Says whether files parse as Nix, and where not; without running Nix.")
                .addPositional(Args.words("check FILE", "the files"))
                .addOption(Args.flag("write the files as they were read, to standard output", "--print"))
                .addOption(Args.flag("allow the experimental |> and <|", "--pipe-operators"));
    }

    @Override
    public ExitStatus run(ParseResult arguments, Context context) throws InterruptedException {
        Output out = context.output();
        List<String> words = Args.words(arguments);
        if (words.size() < 2 || !words.getFirst().equals("check")) {
            return out.fail(ExitStatus.USAGE, "usage", "Which files? Such as: agntctl nix check a.nix b.nix", "");
        }
        Language language = Language.ofProgram(context.core().nix().version());
        boolean hasPipes = Args.has(arguments, "--pipe-operators");
        boolean isPrinted = Args.has(arguments, "--print");
        Report report = new Report(out, isPrinted);
        check(words.subList(1, words.size()), hasPipes ? language.withPipes() : language, report);
        report.end();
        return report.isGood() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    /// Many files at once, reported in the order they were named.
    private static void check(List<String> names, Language language, Report report) throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("nix-check-", 0).daemon().factory())) {
            for (int start = 0; start < names.size(); start += AT_ONCE) {
                List<Future<NixFile>> checks = new ArrayList<>();
                for (String name : names.subList(start, Math.min(names.size(), start + AT_ONCE))) {
                    checks.add(pool.submit(() -> NixFile.check(name, language)));
                }
                for (Future<NixFile> check : checks) {
                    report.add(finished(check));
                }
            }
        }
    }

    private static NixFile finished(Future<NixFile> check) throws InterruptedException {
        try {
            return check.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("checking a file ended unexpectedly", e.getCause());
        }
    }

    /// What is written of each file.
    private static final class Report {
        private final Output out;
        private final boolean isPrinted;
        private final ArrayNode array = Output.mapper().createArrayNode();
        private boolean isGood = true;

        Report(Output out, boolean isPrinted) {
            this.out = out;
            this.isPrinted = isPrinted;
        }

        boolean isGood() {
            return isGood;
        }

        void add(NixFile file) {
            isGood &= file.findings().isEmpty();
            if (out.isJson()) {
                array.add(json(file));
            } else if (isPrinted) {
                out.raw(file.text());
                if (!file.findings().isEmpty()) {
                    out.message(line(file));
                }
            } else {
                out.line(line(file));
            }
        }

        void end() {
            if (out.isJson()) {
                out.json(array);
            }
        }

        private static String line(NixFile file) {
            if (file.findings().isEmpty()) {
                return "ok " + file.name();
            }
            Finding first = file.findings().getFirst();
            return file.name() + ":" + first.line() + ":" + first.column() + ": " + first.message();
        }

        private ObjectNode json(NixFile file) {
            ObjectNode object = Output.mapper().createObjectNode();
            object.put("file", file.name()).put("ok", file.findings().isEmpty());
            ArrayNode problems = object.putArray("problems");
            for (Finding finding : file.findings()) {
                problems.addObject()
                        .put("line", finding.line())
                        .put("column", finding.column())
                        .put("kind", finding.kind())
                        .put("message", finding.message());
            }
            if (isPrinted) {
                object.put("text", file.text());
            }
            return object;
        }
    }
}
