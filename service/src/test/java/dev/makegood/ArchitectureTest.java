package dev.makegood;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.makegood.ledger.Code;
import jakarta.ws.rs.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** Holds the arrows between packages, as ARCHITECTURE.md draws them. */
@AnalyzeClasses(packages = "dev.makegood", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.makegood";

    @ArchTest
    static final ArchRule arrows_between_features_never_close_a_circle =
            slices().assignedFrom(new Features()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ledger_knows_no_feature_and_no_platform = noClasses()
            .that()
            .resideInAPackage("dev.makegood.ledger..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("dev.makegood..").and(resideOutsideOfPackage("dev.makegood.ledger..")));

    @ArchTest
    static final ArchRule rules_about_value_know_no_database_and_no_http = noClasses()
            .that()
            .resideInAnyPackage("dev.makegood.ledger", "dev.makegood.ledger.decision")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.postgresql..", "jakarta..");

    @ArchTest
    static final ArchRule statements_stay_inside_their_package =
            classes().that().haveSimpleNameEndingWith("Sql").should(beSeenOnlyFromTheirPackage());

    @ArchTest
    static final ArchRule jax_rs_stays_at_the_edge = noClasses()
            .that(describe(
                    "are no resources", c -> !outermost(c).getSimpleName().endsWith("Resource")))
            .and()
            .resideOutsideOfPackages("dev.makegood.problem..", "dev.makegood.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule time_and_chance_come_in_from_the_wiring = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".platform")
            .should()
            .callCodeUnitWhere(readsTheClockOrThrowsDice());

    @ArchTest
    static final ArchRule codes_come_in_bodies_and_never_by_an_address = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Path.class)
            .should()
            .haveRawParameterTypes(describe(
                    "a code", types -> types.stream().anyMatch(type -> type.isEquivalentTo(Code.class))));

    @ArchTest
    static final ArchRule names_say_what_a_thing_is = noClasses()
            .should()
            .haveNameMatching(".*[.$](\\w*(Manager|Helper|Utils?|Impl)|(Abstract|Base)([A-Z]\\w*)?)");

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes()
            .should(satisfy(
                    "reside in a package whose package-info is @NullMarked",
                    c -> c.getPackage().isAnnotatedWith(NullMarked.class)));

    private static DescribedPredicate<JavaCall<?>> readsTheClockOrThrowsDice() {
        var clocks = Set.of(Clock.class.getName(), InstantSource.class.getName());
        var dice = Set.of(Random.class.getName(), SecureRandom.class.getName());
        return describe("reads the clock or throws dice", call -> {
            CodeUnitCallTarget target = call.getTarget();
            String owner = target.getOwner().getName();
            boolean bare = target.getRawParameterTypes().isEmpty();
            return switch (target.getName()) {
                case "now" -> owner.startsWith("java.time.") && bare;
                case "currentTimeMillis" -> owner.equals(System.class.getName());
                case "system", "systemUTC", "systemDefaultZone" -> clocks.contains(owner);
                case "random" -> owner.equals(Math.class.getName());
                case "randomUUID" -> owner.equals(UUID.class.getName());
                case "current" -> owner.equals(ThreadLocalRandom.class.getName());
                case "<init>" -> dice.contains(owner) && bare;
                default -> false;
            };
        });
    }

    private static ArchCondition<JavaClass> beSeenOnlyFromTheirPackage() {
        return new ArchCondition<>("be seen only from their own package") {
            @Override
            public void check(JavaClass statements, ConditionEvents events) {
                for (Dependency dependency : statements.getDirectDependenciesToSelf()) {
                    boolean home = dependency.getOriginClass().getPackage().equals(statements.getPackage());
                    events.add(new SimpleConditionEvent(statements, home, dependency.getDescription()));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> satisfy(String description, Predicate<JavaClass> predicate) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass subject, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        subject, predicate.test(subject), subject.getName() + " does not " + description));
            }
        };
    }

    private static JavaClass outermost(JavaClass subject) {
        return subject.getEnclosingClass().map(ArchitectureTest::outermost).orElse(subject);
    }

    /**
     * A feature is the first package below the root. The parts of the platform count one by one, because features call
     * {@code platform.http} while {@code platform} itself wires the features.
     */
    private static final class Features implements SliceAssignment {
        @Override
        public String getDescription() {
            return "features";
        }

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass subject) {
            String name = subject.getPackageName();
            if (!name.startsWith(ROOT + ".")) {
                return SliceIdentifier.ignore();
            }
            String[] parts = name.substring(ROOT.length() + 1).split("\\.", -1);
            boolean partOfPlatform = parts[0].equals("platform") && parts.length > 1;
            return SliceIdentifier.of(partOfPlatform ? "platform." + parts[1] : parts[0]);
        }
    }
}
