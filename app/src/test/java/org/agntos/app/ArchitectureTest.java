package org.agntos.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The arrows inside the window, held by a machine.
class ArchitectureTest {
    private static final int LEAST_CLASSES = 60;

    private static final JavaClasses APP = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.agntos.app");

    @Test
    void theScanSeesTheWholeApp() {
        assertThat(APP.size())
                .as("classes scanned; every rule here would hold on an empty scan")
                .isGreaterThan(LEAST_CLASSES);
    }

    @Test
    void onePackageHopsToTheWindowsThread() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.agntos.app.platform.fx..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javafx.application.Platform")
                .because("with one hop the rest runs in tests without sleeps and without a toolkit")
                .check(APP);
    }

    @Test
    void viewModelsKnowPropertiesAndLists() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .should()
                .dependOnClassesThat(resideInAPackage("javafx..")
                        .and(not(resideInAPackage("javafx.beans..")))
                        .and(not(resideInAPackage("javafx.collections.."))))
                .because("what a screen decides is tested without a screen")
                .check(APP);
    }

    @Test
    void theAppStartsNoPrograms() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .because("only core.process starts programs")
                .check(APP);
    }

    @Test
    void ofTheHelperOnlyItsProtocolIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.agntos.helper..")
                        .and(not(resideInAPackage("org.agntos.helper.protocol.."))))
                .because("the window asks core, and core asks the helper's process")
                .check(APP);
    }

    @Test
    void theWindowDoesNotUseTheCommandLine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.agntos.core.cli..")
                .because("window and agntctl are two faces of the same core")
                .check(APP);
    }

    @Test
    void onlyTheRootWritesToStandardOutput() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.agntos.app")
                .should(ACCESS_STANDARD_STREAMS)
                .because("what a person must know is shown in the window")
                .check(APP);
    }

    @Test
    void packagesDoNotDependOnEachOtherInACircle() {
        slices().matching("org.agntos.app.(*)..")
                .should()
                .beFreeOfCycles()
                .because("each screen is one folder that can be read and deleted alone")
                .check(APP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat", "changes", "timeline", "memory", "settings", "launcher"})
    void noScreenDependsOnAnother(String screen) {
        noClasses()
                .that()
                .resideInAPackage("org.agntos.app." + screen + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.agntos.app.chat..")
                        .or(resideInAPackage("org.agntos.app.changes.."))
                        .or(resideInAPackage("org.agntos.app.timeline.."))
                        .or(resideInAPackage("org.agntos.app.memory.."))
                        .or(resideInAPackage("org.agntos.app.settings.."))
                        .or(resideInAPackage("org.agntos.app.launcher.."))
                        .and(not(resideInAPackage("org.agntos.app." + screen + ".."))))
                .because("screens reach each other through the shell; only the root wires them")
                .check(APP);
    }

    @Test
    void nothingKnowsTheRoot() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.agntos.app")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.agntos.app")
                .because("the root wires the screens; a screen that reaches back could not be deleted")
                .check(APP);
    }

    @Test
    void everyPackageSaysThatNullIsTheException() {
        List<String> unmarked = APP.getPackage("org.agntos.app").getSubpackagesInTree().stream()
                .filter(found -> !found.getClasses().isEmpty())
                .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();
        assertThat(unmarked)
                .as("packages whose package-info.java lacks @NullMarked, so that NullAway skips them")
                .isEmpty();
    }
}
