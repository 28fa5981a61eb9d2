package org.agntos.core.grounding.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.agntos.core.grounding.OptionEntry;
import org.agntos.core.grounding.PackageEntry;
import org.agntos.core.grounding.Replacement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersTest {
    @TempDir
    Path folder;

    private final List<OptionEntry> options = new ArrayList<>();
    private final List<Replacement> aliases = new ArrayList<>();

    private void readOptions(Path file) throws IOException, InterruptedException {
        OptionsReader.read(file, new OptionsReader.Found() {
            @Override
            public void option(OptionEntry option) {
                options.add(option);
            }

            @Override
            public void alias(Replacement replacement) {
                aliases.add(replacement);
            }
        });
    }

    private List<PackageEntry> packages(String json) throws IOException, InterruptedException {
        List<PackageEntry> found = new ArrayList<>();
        PackagesReader.read(Files.writeString(folder.resolve("p.json"), json), (entry, ownName) -> found.add(entry));
        return found;
    }

    @Test
    void theOptionsOfNixosAreRead() throws IOException, InterruptedException {
        readOptions(Files.writeString(folder.resolve("o.json"), SampleSources.OPTIONS));
        assertThat(options)
                .extracting(OptionEntry::path)
                .containsExactly(
                        "services.nginx.enable",
                        "services.nginx.virtualHosts",
                        "services.nginx.virtualHosts.<name>.root",
                        "environment.variables",
                        "system.nixos.release");
        OptionEntry first = options.getFirst();
        assertThat(first.type()).isEqualTo("boolean");
        assertThat(first.defaultText()).isEqualTo("false");
        assertThat(first.facts().example()).isEqualTo("true");
        assertThat(first.facts().declaredIn()).containsExactly("nixos/modules/nginx.nix");
        assertThat(options.get(1).description()).isEqualTo("Hosts.");
        assertThat(options.get(4).facts().isReadOnly()).isTrue();
        assertThat(aliases).containsExactly(new Replacement("services.web.enable", "services.nginx.enable", true, ""));
    }

    @Test
    void theOptionsOfHomeManagerAreReadAlsoPacked() throws IOException, InterruptedException {
        Path file = folder.resolve("home.json.gz");
        try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(file))) {
            stream.write(SampleSources.HOME_OPTIONS.getBytes(StandardCharsets.UTF_8));
        }
        readOptions(file);
        assertThat(options).extracting(OptionEntry::path).containsExactly("programs.git.enable");
        assertThat(options.getFirst().facts().declaredIn()).containsExactly("<home-manager/git.nix>");
    }

    @Test
    void aSegmentWithDotsIsQuoted() throws IOException, InterruptedException {
        readOptions(Files.writeString(
                folder.resolve("o.json"),
                "[{\"loc\": [\"boot\", \"net.core.rmem\", \"<name>\", \"*\"], \"type\": \"string\"}]"));
        assertThat(options).extracting(OptionEntry::path).containsExactly("boot.\"net.core.rmem\".<name>.*");
    }

    @Test
    void whatNixEnvListsIsRead() throws IOException, InterruptedException {
        List<PackageEntry> found = packages(SampleSources.PACKAGES);
        assertThat(found).extracting(PackageEntry::attribute).containsExactly("nginx", "steam", "nodejs_22", "old");
        assertThat(found).extracting(PackageEntry::isUnfree).containsExactly(false, true, false, false);
        assertThat(found.getFirst().facts().version()).isEqualTo("1.2");
        assertThat(found.get(3).facts().isBroken()).isTrue();
        assertThat(found.get(3).facts().vulnerabilities()).containsExactly("CVE-1");
    }

    @Test
    void whatNixSearchListsIsRead() throws IOException, InterruptedException {
        List<PackageEntry> found = packages("""
                {"legacyPackages.x86_64-linux.htop": {"description": "An \\u001b[32;1minteractive\\u001b[0m viewer",
                  "pname": "htop", "version": "3.4"}, "nixos.git": {"version": "2"}}
                """);
        assertThat(found).extracting(PackageEntry::attribute).containsExactly("htop", "git");
        assertThat(found.getFirst().description()).isEqualTo("An interactive viewer");
    }

    @Test
    void aLicenceMayBeATextAnObjectOrAListOfThem() throws IOException, InterruptedException {
        List<PackageEntry> found = packages("""
                {"a": {"meta": {"license": "unfree"}}, "b": {"meta": {"license": [{"free": true}, {"free": false}]}},
                 "c": {"meta": {"license": {"free": true, "fullName": "Unfree Sounding"}}}, "d": {"meta": {"unfree": true}},
                 "e": {"meta": {"license": null, "insecure": true}}}
                """);
        assertThat(found).extracting(PackageEntry::isUnfree).containsExactly(true, true, false, true, false);
        assertThat(found.get(4).facts().isInsecure()).isTrue();
    }

    @Test
    void severalRenamesInOneLineAreToldApart() {
        assertThat(RenamesReader.expand("services.a.one / two / ... / four", "services.b.One / Two", "25.11"))
                .containsExactly(
                        new Replacement("services.a.one", "services.b.One", true, "25.11"),
                        new Replacement("services.a.two", "services.b.Two", true, "25.11"),
                        new Replacement("services.a.four", "services.b.…", false, "25.11"));
        assertThat(RenamesReader.expand("(none)", "services.x", "25.05")).isEmpty();
    }
}
