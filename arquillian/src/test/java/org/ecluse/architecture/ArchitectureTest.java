package org.ecluse.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between packages (design section 1). Classes are imported by path, because WAR and RAR are no libraries. */
class ArchitectureTest {
    private static JavaClasses all;

    @BeforeAll
    static void importModules() {
        Path root = Path.of(System.getProperty("ecluse.root"));
        List<Path> modules = List.of(
                root.resolve("smtp-connector/target/classes"),
                root.resolve("ejb/target/classes"),
                root.resolve("batch-jobs/target/classes"),
                root.resolve("web/target/classes"));
        all = new ClassFileImporter().importPaths(modules);
        // An empty import would pass every rule.
        assertThat(all.stream().map(JavaClass::getPackageName))
                .contains(
                        "org.ecluse.filter",
                        "org.ecluse.server.intake",
                        "org.ecluse.smtp.session",
                        "org.ecluse.web.link");
    }

    @Test
    void plainPackagesKnowNoContainer() {
        noClasses()
                .that(not(resideInAnyPackage(
                        "org.ecluse.server..", "org.ecluse.smtp..", "org.ecluse.web..", "org.ecluse.batch..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "jakarta..",
                        "java.sql..",
                        "javax.sql..",
                        "javax.naming..",
                        "org.jboss..",
                        "org.hibernate..",
                        "org.infinispan..",
                        "org.subethamail..",
                        "org.ecluse.server..",
                        "org.ecluse.smtp..",
                        "org.ecluse.web..",
                        "org.ecluse.batch.."))
                .check(all);
    }

    @Test
    void filtersDoNotSeeEachOther() {
        slices().matching("org.ecluse.filter.(*)..")
                .should()
                .notDependOnEachOther()
                .check(all);
    }

    @Test
    void theFilterRootSeesNoFilter() {
        noClasses()
                .that()
                .resideInAPackage("org.ecluse.filter")
                .should()
                .dependOnClassesThat(resideInAPackage("org.ecluse.filter.*.."))
                .check(all);
    }

    @Test
    void onlyThePipelineAndTheServersAdaptersSeeEveryFilter() {
        noClasses()
                .that(not(resideInAnyPackage("org.ecluse.filter..", "org.ecluse.pipeline..", "org.ecluse.server..")))
                .should()
                .dependOnClassesThat(resideInAPackage("org.ecluse.filter.*.."))
                .check(all);
    }

    @Test
    void theConnectorKnowsNoPolicy() {
        noClasses()
                .that()
                .resideInAPackage("org.ecluse.smtp..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.ecluse..").and(not(resideInAPackage("org.ecluse.smtp.."))))
                .check(all);
    }

    @Test
    void webAndBatchCallServicesNeverRows() {
        noClasses()
                .that()
                .resideInAnyPackage("org.ecluse.web..", "org.ecluse.batch..")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Row")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..")
                .check(all);
    }

    @Test
    void plainPackagesAreFreeOfCycles() {
        slices().matching("org.ecluse.(*)..").should().beFreeOfCycles().check(all);
    }

    @Test
    void serverPackagesAreFreeOfCycles() {
        slices().matching("org.ecluse.server.(*)..").should().beFreeOfCycles().check(all);
    }

    @Test
    void stagesAreFinalStatelessAndNamedSo() {
        var stage = assignableTo("org.ecluse.filter.FilterStage").or(assignableTo("org.ecluse.filter.RecipientStage"));
        classes()
                .that(stage)
                .and()
                .areNotInterfaces()
                .should()
                .haveSimpleNameEndingWith("Stage")
                .andShould()
                .haveModifier(JavaModifier.FINAL)
                .check(all);
        fields().that().areDeclaredInClassesThat(stage).should().beFinal().check(all);
    }

    @Test
    void noTransactionIsOpenWhileMailIsTakenInOrScanned() {
        classes()
                .that()
                .resideInAnyPackage("org.ecluse.server.intake..", "org.ecluse.server.scanning..")
                .should(openNoTransaction())
                .check(all);
    }

    private static ArchCondition<JavaClass> openNoTransaction() {
        return new ArchCondition<>("be NOT_SUPPORTED at class level if it is an EJB") {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                boolean ejb = each.isAnnotatedWith(Stateless.class)
                        || each.isAnnotatedWith(Singleton.class)
                        || each.isAnnotatedWith(MessageDriven.class);
                boolean without = each.tryGetAnnotationOfType(TransactionAttribute.class)
                        .map(annotation -> annotation.value() == TransactionAttributeType.NOT_SUPPORTED)
                        .orElse(false);
                boolean transactional = each.isAnnotatedWith("jakarta.transaction.Transactional");
                events.add(new SimpleConditionEvent(
                        each, (!ejb || without) && !transactional, each.getName() + " may open a transaction"));
            }
        };
    }
}
