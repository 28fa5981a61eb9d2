package org.agntos.core.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.agntos.core.machine.ConfigTree;
import org.agntos.core.nix.NixValue;
import org.agntos.helper.protocol.FileChanges;
import org.agntos.helper.protocol.TreePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DraftWriterTest {
    private static final NixValue TRUE = new NixValue.Bool(true);

    @TempDir
    Path root;

    private void file(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).resolveSibling("."));
        Files.writeString(root.resolve(path), text);
    }

    private DraftWriter.Written written(Draft.Builder draft) {
        return new DraftWriter(new ConfigTree(root), new TestCatalogue()).write(draft.build());
    }

    private FileChanges changes(Draft.Builder draft) {
        DraftWriter.Written written = written(draft);
        assertThat(written).isInstanceOf(DraftWriter.Written.Files.class);
        return ((DraftWriter.Written.Files) written).changes();
    }

    private List<Problem> problems(Draft.Builder draft) {
        DraftWriter.Written written = written(draft);
        assertThat(written).isInstanceOf(DraftWriter.Written.Impossible.class);
        return ((DraftWriter.Written.Impossible) written).problems();
    }

    private static String path(FileChanges changes) {
        return changes.paths().first().value();
    }

    @ParameterizedTest
    @CsvSource({
        "htop,packages/htop.nix",
        "python3Packages.requests,packages/python3Packages.requests.nix",
        "'nodePackages.\"@angular/cli\"',packages/nodePackages.@angular=2Fcli.nix",
        "7zz,packages/7zz.nix",
        "'\"a.b\"',packages/a=2Eb.nix",
    })
    void everyPackageHasItsFile(String attribute, String path) {
        assertThat(path(changes(Draft.builder().install(attribute)))).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "services.openssh.enable,services/openssh.nix",
        "services.openssh.settings.PermitRootLogin,services/openssh.nix",
        "virtualisation.docker.enable,options/virtualisation.docker.enable.nix",
        "networking.hostName,options/networking.hostName.nix",
        "'networking.hosts.\"10.0.0.1\"',options/networking.hosts.10=2E0=2E0=2E1.nix",
        "'services.\"../evil\".enable',services/_=2E=2E=2Fevil.nix",
        "'services.\".hidden\".x',services/_=2Ehidden.nix",
    })
    void everyOptionHasItsFile(String option, String path) {
        assertThat(path(changes(Draft.builder().set(option, TRUE)))).isEqualTo(path);
    }

    @Test
    void namesThatDifferNeverShareAFile() {
        assertThat(List.of("a.b", "\"a.b\"", "\"a=2Eb\"", "a-b", "\"a/b\"").stream()
                        .map(name -> path(changes(Draft.builder().set("x." + name, TRUE))))
                        .distinct())
                .hasSize(5);
    }

    @Test
    void aVeryLongNameStillFitsAFileName() {
        TreePath path = changes(Draft.builder().set("x.\"" + "ä".repeat(300) + "\"", TRUE))
                .paths()
                .first();
        assertThat(path.value()).hasSizeLessThanOrEqualTo(8 + TreePath.MAX_SEGMENT_LENGTH);
    }

    @Test
    void severalOptionsOfOneServiceShareItsFile() {
        FileChanges changes = changes(Draft.builder()
                .set("services.openssh.enable", TRUE)
                .set("services.openssh.ports", new NixValue.ListOf(List.of(new NixValue.Int(2222)))));
        assertThat(changes.writes())
                .containsExactly(Map.entry(
                        new TreePath("services/openssh.nix"),
                        "{\n  services.openssh.enable = true;\n  services.openssh.ports = [ 2222 ];\n}\n"));
    }

    @Test
    void whatIsSoAlreadyIsNothingToDo() throws IOException {
        file("packages/tools.nix", "{ pkgs, ... }: { environment.systemPackages = with pkgs; [ git htop ]; }");
        file("services/openssh.nix", "{ services.openssh.enable = true; }");
        DraftWriter.Written written = written(Draft.builder().install("htop").set("services.openssh.enable", TRUE));
        assertThat(written)
                .isInstanceOfSatisfying(
                        DraftWriter.Written.Nothing.class,
                        nothing -> assertThat(nothing.message())
                                .contains("htop is installed already: packages/tools.nix")
                                .contains("services/openssh.nix says so already"));
    }

    @Test
    void anOptionIsChangedWhereItIsDefined() throws IOException {
        String text = "# by hand\n{\n  networking.hostName = \"old\"; # mine\n  time.timeZone = \"UTC\";\n}\n";
        file("options/mine.nix", text);
        FileChanges changes = changes(Draft.builder().set("networking.hostName", new NixValue.Text("new")));
        assertThat(changes.writes())
                .containsExactly(Map.entry(new TreePath("options/mine.nix"), text.replace("old", "new")));
        assertThat(changes.base().get(new TreePath("options/mine.nix"))).isPresent();
    }

    @Test
    void aSetIsMergedIntoSingleDefinitions() throws IOException {
        file("options/environment.variables.nix", "{\n  environment.variables.PAGER = \"less\";\n}\n");
        FileChanges changes = changes(Draft.builder()
                .set("environment.variables", new NixValue.Attributes(Map.of("EDITOR", new NixValue.Text("vim")))));
        assertThat(changes.writes().values())
                .containsExactly(
                        "{\n  environment.variables.PAGER = \"less\";\n  environment.variables.EDITOR = \"vim\";\n}\n");
    }

    @Test
    void aPackageIsRemovedFromItsFileOrList() throws IOException {
        file("packages/htop.nix", "{ pkgs, ... }:\n{\n  environment.systemPackages = [ pkgs.htop ];\n}\n");
        file("packages/tools.nix", "{ pkgs, ... }: { environment.systemPackages = [ pkgs.git pkgs.vim ]; }");
        FileChanges changes = changes(Draft.builder().remove("htop").remove("git"));
        assertThat(changes.deletes()).containsExactly(new TreePath("packages/htop.nix"));
        assertThat(changes.writes().values())
                .containsExactly("{ pkgs, ... }: { environment.systemPackages = [ pkgs.vim ]; }");
    }

    @Test
    void whatNoManagedFileDeclaresCannotBeRemoved() {
        assertThat(problems(Draft.builder().remove("htop").reset("services.openssh.enable")))
                .extracting(Problem::message)
                .containsExactly("No managed file installs htop.", "No managed file sets services.openssh.enable.");
    }

    @Test
    void aResetTakesTheDefinitionAwayAndKeepsTheRest() throws IOException {
        file("services/openssh.nix", "{\n  services.openssh.enable = true;\n  services.openssh.ports = [ 22 ];\n}\n");
        FileChanges changes = changes(Draft.builder().reset("services.openssh.ports"));
        assertThat(changes.writes().values()).containsExactly("{\n  services.openssh.enable = true;\n}\n");
    }

    @Test
    void aFileThatCannotBeEditedSafelyIsLeftAlone() throws IOException {
        file("services/openssh.nix", "let port = 22; in { services.openssh.ports = [ port ]; }");
        Problem problem =
                problems(Draft.builder().set("services.openssh.enable", TRUE)).getFirst();
        assertThat(problem.file()).isEqualTo("services/openssh.nix");
        assertThat(problem.message()).contains("cannot be edited safely");
    }

    @Test
    void anOptionThatTwoFilesDefineIsForThePersonToDecide() throws IOException {
        file("options/a.nix", "{ networking.hostName = \"a\"; }");
        file("options/b.nix", "{ networking.hostName = \"b\"; }");
        assertThat(problems(Draft.builder().set("networking.hostName", new NixValue.Text("c")))
                        .getFirst()
                        .message())
                .contains("options/a.nix, options/b.nix");
    }

    @Test
    void aLinkInPlaceOfAFileIsNotFollowed() throws IOException {
        file("secret", "{ }");
        Files.createDirectories(root.resolve("packages"));
        Files.createSymbolicLink(root.resolve("packages/htop.nix"), root.resolve("secret"));
        assertThat(problems(Draft.builder().install("htop")).getFirst().message())
                .contains("symbolic link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "htop; evil = true", "x\" + y", "${x}", "a..b"})
    void namesThatAreNoNamesAreRefused(String name) {
        assertThat(problems(Draft.builder().install(name))).hasSize(1);
        assertThat(problems(Draft.builder().set(name, TRUE))).hasSize(1);
        assertThat(problems(Draft.builder().reset(name))).hasSize(1);
    }

    @Test
    void aModuleReplacesTheWholeFile() throws IOException {
        file("options/x.nix", "{ a = 1; }");
        TreePath path = new TreePath("options/x.nix");
        assertThat(changes(Draft.builder().module(path, "{ b = 2; }")).writes())
                .containsExactly(Map.entry(path, "{ b = 2; }"));
        assertThat(written(Draft.builder().module(path, "{ a = 1; }"))).isInstanceOf(DraftWriter.Written.Nothing.class);
    }

    @Test
    void severalPackagesAreListedAfterOneWord() {
        Draft draft =
                Draft.builder().install("htop").install("git").remove("vim").build();
        assertThat(DraftWords.summary(draft)).isEqualTo("Install packages: htop, git; Remove package: vim");
    }

    @Test
    void wordsAreThoseOfAgntosOne() {
        Draft draft = Draft.builder()
                .install("htop")
                .remove("vim")
                .set("services.openssh.enable", TRUE)
                .set("services.nginx.enable", new NixValue.Bool(false))
                .set("a.b", new NixValue.Decimal(new BigDecimal("1.5")))
                .build();
        assertThat(DraftWords.summary(draft))
                .isEqualTo("Install package: htop; Remove package: vim; Enable service: openssh;"
                        + " Disable service: nginx; Set option: a.b = 1.5");
        assertThat(DraftWords.rollbackGuidance(Draft.builder().install("htop").build()))
                .isEqualTo("To rollback: delete packages/htop.nix or run `agntctl propose remove htop`.");
    }

    @Test
    void anOptionOfHomeManagerIsWrittenAsItIsCalledThere() {
        FileChanges changes = changes(Draft.builder().set("home-manager.users.ada.programs.git.enable", TRUE));

        assertThat(path(changes)).isEqualTo("home/ada/programs.git.enable.nix");
        assertThat(changes.writes().firstEntry().getValue()).contains("programs.git.enable = true;");
    }

    @Test
    void anOptionOfTheSystemIsNotTakenForOneOfAHomeThatIsCalledTheSame() throws IOException {
        file("home/ada/programs.git.enable.nix", "{ programs.git.enable = false; }\n");

        assertThat(path(changes(Draft.builder().set("programs.git.enable", TRUE))))
                .isEqualTo("options/programs.git.enable.nix");
        assertThat(path(changes(Draft.builder().set("home-manager.users.ada.programs.git.enable", TRUE))))
                .isEqualTo("home/ada/programs.git.enable.nix");
        assertThat(path(changes(Draft.builder().set("home-manager.users.eve.programs.git.enable", TRUE))))
                .isEqualTo("home/eve/programs.git.enable.nix");
    }
}
