package org.agntos.core;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The arrows between the parts, held by a machine.
class ArchitectureTest {
    private static final int LEAST_CLASSES = 60;

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.agntos.core");

    @Test
    void theScanSeesTheWholeCore() {
        assertThat(CORE.size())
                .as("classes scanned; every rule here would hold on an empty scan")
                .isGreaterThan(LEAST_CLASSES);
    }

    @Test
    void coreKnowsNoWindowAndNoBus() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "com.sun.javafx..", "java.awt..", "javax.swing..")
                .because("agntctl and the tests run where there is no display")
                .check(CORE);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.agntos.core.model.keyring..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.freedesktop..")
                .because("where there is no session bus everything but the keyring works, and nothing waits for one")
                .check(CORE);
    }

    @Test
    void theModelLibraryIsKnownInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.agntos.core.model.openai..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.langchain4j..")
                .because("a program that asks no model must not load it, and another could take its place")
                .check(CORE);
    }

    @Test
    void coreLogsThroughTheFacadeAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "ch.qos.logback..", "org.slf4j.jul..")
                .because("which backend writes the log is the program's choice, not the library's")
                .check(CORE);
    }

    @Test
    void ofTheHelperOnlyItsProtocolIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.agntos.helper..")
                        .and(not(resideInAPackage("org.agntos.helper.protocol.."))))
                .because("what the helper does runs in another process, perhaps as root")
                .check(CORE);
    }

    @Test
    void coreDoesNotKnowTheApp() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.agntos.app..")
                .because("arrows point one way: app, core, helper protocol")
                .check(CORE);
    }

    @Test
    void programsAreStartedInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.agntos.core.process..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class, String[].class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class, String[].class, java.io.File.class)
                .because("only core.process sets environment, timeouts and output limits for a child")
                .check(CORE);
    }

    @Test
    void onlyTheCommandLineWritesToStandardOutput() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.agntos.core.cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .because("with --json standard output holds one JSON value and nothing else")
                .check(CORE);
    }

    @Test
    void nothingDependsOnTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.agntos.core.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.agntos.core.cli..")
                .because("agntctl is one of two faces of the same core")
                .check(CORE);
    }

    @Test
    void conceptsDoNotDependOnEachOtherInACircle() {
        slices().matching("org.agntos.core.(*)..")
                .should()
                .beFreeOfCycles()
                .because("each package is one concept that can be read alone")
                .check(CORE);
    }

    @Test
    void valuesAndRenderingOfNixStandAlone() {
        noClasses()
                .that()
                .resideInAPackage("org.agntos.core.nix..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.agntos.core..")
                        .and(not(resideInAnyPackage(
                                "org.agntos.core.nix..", "org.agntos.core.process..", "org.agntos.core"))))
                .because("Nix is the ground the change pipeline stands on")
                .check(CORE);
    }

    @Test
    void everyPackageSaysThatNullIsTheException() {
        List<String> unmarked = CORE.getPackage("org.agntos.core").getSubpackagesInTree().stream()
                .filter(found -> !found.getClasses().isEmpty())
                .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();
        assertThat(unmarked)
                .as("packages whose package-info.java lacks @NullMarked, so that NullAway skips them")
                .isEmpty();
    }
}
