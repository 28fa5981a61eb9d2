package org.agntos.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every text on screen has a key, and every key is used.
class MessagesTest {
    private static final Path SOURCES = Path.of("src/main");
    private static final Path MESSAGES = SOURCES.resolve("resources/org/agntos/app/messages.properties");
    private static final Pattern ASKED_IN_JAVA = Pattern.compile("Messages\\s*\\.(?:text|format)\\(\\s*\"([^\"]+)\"");
    private static final Pattern ASKED_IN_FXML = Pattern.compile("\"%([^\"]+)\"");
    private static final Pattern LITERAL = Pattern.compile("\"([a-zA-Z0-9_.-]+)\"");

    @Test
    void everyKeyThatIsAskedForExists() throws IOException {
        Set<String> asked = found(ASKED_IN_JAVA, ".java");
        asked.addAll(found(ASKED_IN_FXML, ".fxml"));
        assertThat(asked).as("keys asked for").hasSizeGreaterThan(30);
        asked.removeAll(messages().stringPropertyNames());
        assertThat(asked).as("add these keys to " + MESSAGES).isEmpty();
    }

    @Test
    void everyKeyIsUsed() throws IOException {
        Set<String> keys = new TreeSet<>(messages().stringPropertyNames());
        keys.removeAll(found(LITERAL, ".java"));
        keys.removeAll(found(ASKED_IN_FXML, ".fxml"));
        assertThat(keys).as("remove these keys from " + MESSAGES).isEmpty();
    }

    @Test
    void everyTextWithPlaceholdersCanBeFilled() throws IOException {
        Properties messages = messages();
        for (String key : messages.stringPropertyNames()) {
            String text = messages.getProperty(key);
            assertThat(text).as(key).isNotBlank();
            if (text.contains("{0")) {
                assertThat(new MessageFormat(text, Locale.ENGLISH).format(new Object[] {1, 2, 3, 4}))
                        .as(key + ": a straight apostrophe hides the placeholder, use ’")
                        .doesNotContain("{0");
            }
        }
    }

    @Test
    void noKeyStandsTwice() throws IOException {
        List<String> keys = Files.readAllLines(MESSAGES).stream()
                .filter(line -> line.matches("[a-zA-Z][\\w.-]*\\s*=.*"))
                .map(line -> line.substring(0, line.indexOf('=')).strip())
                .toList();
        assertThat(keys).doesNotHaveDuplicates();
    }

    private static Properties messages() throws IOException {
        Properties messages = new Properties();
        try (Reader reader = Files.newBufferedReader(MESSAGES)) {
            messages.load(reader);
        }
        return messages;
    }

    private static Set<String> found(Pattern pattern, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .flatMap(file -> pattern.matcher(read(file)).results())
                    .map((MatchResult result) -> result.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
