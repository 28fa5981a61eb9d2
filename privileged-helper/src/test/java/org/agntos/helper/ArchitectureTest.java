package org.agntos.helper;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The helper stays small, alone and readable in one sitting.
class ArchitectureTest {
    private static final int LEAST_CLASSES = 25;

    private static final JavaClasses HELPER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.agntos.helper");

    @Test
    void theScanSeesTheWholeHelper() {
        assertThat(HELPER.size())
                .as("classes scanned; every rule here would hold on an empty scan")
                .isGreaterThan(LEAST_CLASSES);
    }

    @Test
    void theHelperKnowsTheJdkAndJacksonAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "com.fasterxml.jackson..", "org.jspecify.annotations..", "org.agntos.helper..")
                .because("every class it loads may run as root")
                .check(HELPER);
    }

    @Test
    void theProtocolStandsAlone() {
        noClasses()
                .that()
                .resideInAPackage("org.agntos.helper.protocol..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "com.fasterxml.jackson..",
                        "org.jspecify.annotations..",
                        "org.agntos.helper.protocol..")
                .because("core compiles against it and against nothing else of the helper")
                .check(HELPER);
    }

    @Test
    void programsAreStartedInOneClass() {
        List<String> starters = HELPER.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(found -> found.getTargetClass().isEquivalentTo(ProcessBuilder.class)))
                .map(JavaClass::getBaseComponentType)
                .map(type -> type.getFullName().replaceAll("\\$.*", ""))
                .distinct()
                .toList();
        assertThat(starters)
                .as("one class sets environment, timeout and output limits for a child")
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void packagesDoNotDependOnEachOtherInACircle() {
        slices().matching("org.agntos.helper.(*)..")
                .should()
                .beFreeOfCycles()
                .because("each package is one concept that can be read alone")
                .check(HELPER);
    }

    @Test
    void everyPackageSaysThatNullIsTheException() {
        List<String> unmarked = HELPER.getPackage("org.agntos.helper").getSubpackagesInTree().stream()
                .filter(found -> !found.getClasses().isEmpty())
                .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();
        assertThat(unmarked)
                .as("packages whose package-info.java lacks @NullMarked, so that NullAway skips them")
                .isEmpty();
    }
}
