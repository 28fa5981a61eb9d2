package org.agntos.core.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.agntos.helper.protocol.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// The polkit actions that are installed.
class PolkitPolicyTest {
    private static final Path SCRIPT = Path.of("../packaging/polkit/make-policy");
    private static final String HELPER = "/nix/store/0123-agntos-2.0/libexec/agntos-helper";

    private record Made(int exit, String text) {}

    private static Made make(String argument) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", SCRIPT.toAbsolutePath().toString(), argument)
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Made(process.exitValue(), text);
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void everyVerbIsAnActionThatAsksAnAdministratorEverywhereAndShowsNoDisplay() throws Exception {
        Made made = make(HELPER);
        assertThat(made.exit()).as(made.text()).isZero();
        Set<String> seen = new HashSet<>();
        var actions = parse(made.text()).getElementsByTagName("action");
        for (int i = 0; i < actions.getLength(); i++) {
            Element action = (Element) actions.item(i);
            Map<String, String> annotations = new HashMap<>();
            var found = action.getElementsByTagName("annotate");
            for (int j = 0; j < found.getLength(); j++) {
                Element annotation = (Element) found.item(j);
                annotations.put(annotation.getAttribute("key"), annotation.getTextContent());
            }
            String verb = annotations.getOrDefault("org.freedesktop.policykit.exec.argv1", "");
            assertThat(action.getAttribute("id")).isEqualTo("org.agntos.helper." + verb);
            assertThat(annotations)
                    .as("any allow_gui at all would let the display through")
                    .containsOnly(
                            Map.entry("org.freedesktop.policykit.exec.path", HELPER),
                            Map.entry("org.freedesktop.policykit.exec.argv1", verb));
            for (String session : Set.of("allow_any", "allow_inactive", "allow_active")) {
                assertThat(action.getElementsByTagName(session).item(0).getTextContent())
                        .isEqualTo("auth_admin");
            }
            assertThat(action.getElementsByTagName("message").item(0).getTextContent())
                    .startsWith("Authentication is required to ");
            seen.add(verb);
        }
        Set<String> verbs = new HashSet<>();
        for (Verb verb : Verb.values()) {
            verbs.add(verb.word());
        }
        assertThat(seen).isEqualTo(verbs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "agntos-helper",
                "/a b",
                "/a/../b",
                "/a/.",
                "/..",
                "/a<b>",
                "/a&amp;b",
                "/a\"b",
                "/a\nb",
                "//",
                "/a/",
                "$HOME"
            })
    void aPathThatIsNotPlainIsRefused(String path) throws Exception {
        assertThat(make(path).exit()).isEqualTo(1);
    }

    @Test
    void aLinkOrAFileThatOthersMayReplaceIsRefused(@TempDir Path folder) throws Exception {
        Path real = folder.toRealPath();
        Path helper = Files.writeString(real.resolve("agntos-helper"), "");
        Path link = Files.createSymbolicLink(real.resolve("link"), helper);
        assertThat(make(link.toString()).text()).contains("not its real path");
        boolean isRoot = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        if (isRoot) {
            Files.setAttribute(helper, "unix:mode", 0666);
            assertThat(make(helper.toString()).text()).contains("can be written by others");
            Files.setAttribute(helper, "unix:uid", 1);
            assertThat(make(helper.toString()).text()).contains("belongs to user 1");
        }
    }
}
