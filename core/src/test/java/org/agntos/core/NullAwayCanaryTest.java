package org.agntos.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// NullAway once found nothing on a new JDK and did not say so. This compiles a source that it must reject, with the
/// very options of our build, and the same source mended.
class NullAwayCanaryTest {
    private static final String REJECTED = """
            package canary;

            @org.jspecify.annotations.NullMarked
            final class Canary {
                private Canary() {}

                static int length(@org.jspecify.annotations.Nullable String text) {
                    return text.length();
                }
            }
            """;
    private static final String ACCEPTED = REJECTED.replace("text.length()", "text == null ? 0 : text.length()");

    @TempDir
    Path folder;

    @Test
    void aPossibleNullIsRejected() throws Exception {
        Compilation compilation = compile(REJECTED);
        assertThat(compilation.status()).isNotZero();
        assertThat(compilation.output()).contains("[NullAway]", "Canary.java:8");
    }

    @Test
    void theSameSourceWithACheckIsAccepted() throws Exception {
        Compilation compilation = compile(ACCEPTED);
        assertThat(compilation.output()).isEmpty();
        assertThat(compilation.status()).isZero();
    }

    private record Compilation(int status, String output) {}

    private Compilation compile(String source) throws Exception {
        Path file = Files.writeString(folder.resolve("Canary.java"), source);
        Path output = folder.resolve("output.txt");
        Process javac = new ProcessBuilder(command(file))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(javac.waitFor(2, TimeUnit.MINUTES)).as("javac ended").isTrue();
        return new Compilation(javac.exitValue(), Files.readString(output));
    }

    private List<String> command(Path source) throws Exception {
        String classPath = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        compilerJvmOptions().forEach(option -> command.add("-J" + option));
        command.addAll(compilerArguments());
        command.addAll(List.of("-processorpath", classPath, "-classpath", classPath));
        command.addAll(List.of("-d", folder.resolve("classes").toString(), source.toString()));
        return command;
    }

    /// Maven runs the compiler in its own process, so what the compiler needs stands in `.mvn/jvm.config`; javac
    /// wants `--option=value` where java takes two words.
    private static Stream<String> compilerJvmOptions() throws IOException {
        String text = Files.readString(root().resolve(".mvn/jvm.config")).strip();
        return Stream.of(text.replaceAll("(--add-(?:exports|opens)) ", "$1=").split("\\s+"));
    }

    private static List<String> compilerArguments() throws IOException, ParserConfigurationException, SAXException {
        NodeList arguments = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(root().resolve("pom.xml").toFile())
                .getElementsByTagName("arg");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < arguments.getLength(); i++) {
            texts.add(arguments.item(i).getTextContent());
        }
        assertThat(texts).anyMatch(text -> text.contains("-Xep:NullAway:ERROR"));
        return texts;
    }

    private static Path root() {
        return Path.of("..").toAbsolutePath().normalize();
    }
}
