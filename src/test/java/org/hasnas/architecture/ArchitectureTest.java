package org.hasnas.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.channels.NetworkChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;
import org.hasnas.units.Quantity;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.Logger;

/** The walls between packages. The README has the same table ({@link ReadmeTablesTest}). */
@AnalyzeClasses(packages = "org.hasnas", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ROOT = "org.hasnas.";

    /** What the README calls ground. */
    static final List<String> GROUND = List.of("units", "error", "job");

    /** Package and the packages of this program that it may use besides itself; {@code ..model} is every package of that name. */
    static final Map<String, List<String>> MAY_USE = mayUse();

    private static Map<String, List<String>> mayUse() {
        Map<String, List<String>> table = new LinkedHashMap<>();
        table.put("units", List.of());
        table.put("error", List.of());
        table.put("job", List.of());
        table.put("document", List.of("units", "error"));
        table.put("network", List.of("units"));
        table.put("data", List.of("error", "job", "document", "network"));
        table.put("simulation", List.of("error", "job", "network"));
        table.put("training", List.of("error", "job", "network", "data", "simulation"));
        table.put("score", List.of("units", "error", "job", "document", "network", "data", "simulation", "training"));
        table.put("chip", List.of("units", "error", "job", "document", "network", "data", "simulation", "training.model"));
        table.put("nir", List.of("units", "error", "job", "document", "network", "data", "simulation", "chip"));
        table.put("search", List.of("units", "error", "job", "network", "data", "simulation", "training.model", "score", "chip"));
        table.put("files", List.of("units", "error", "job", "document", "network", "simulation.weights", "training", "..model", "chip.catalog"));
        table.put("checks",
                List.of("units", "error", "job", "document", "network", "data", "simulation", "training", "score", "chip", "nir", "search",
                        "files.codec"));
        table.put("workbench",
                List.of("units", "error", "job", "document", "network", "data", "simulation", "training", "score", "chip", "nir", "search",
                        "files", "checks"));
        table.put("spark", List.of("error", "job", "workbench.cluster"));
        table.put("cli", List.of("units", "error", "job", "network", "..model", "workbench"));
        table.put("ui", List.of("units", "error", "job", "network", "..model", "workbench"));
        return table;
    }

    @TestFactory
    List<DynamicTest> everyPackageUsesOnlyWhatTheTableAllows() {
        JavaClasses program = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.hasnas");
        List<DynamicTest> tests = new ArrayList<>();
        MAY_USE.forEach((name, allowed) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            List<String> packages = new ArrayList<>();
            packages.add(ROOT + name + "..");
            allowed.forEach(used -> packages.add(used.startsWith("..") ? ROOT.substring(0, ROOT.length() - 1) + used + ".." : ROOT + used + ".."));
            DescribedPredicate<JavaClass> forbidden = resideInAnyPackage("org.hasnas..")
                    .and(not(resideInAnyPackage(packages.toArray(String[]::new))));
            noClasses().that().resideInAPackage(ROOT + name + "..").should().dependOnClassesThat(forbidden)
                    .because("the package table of the README says so").allowEmptyShould(true).check(program);
        })));
        return tests;
    }

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("org.hasnas.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_IN_THE_TABLE = classes().should().resideInAnyPackage(
            Stream.concat(MAY_USE.keySet().stream(), Stream.of("launch"))
                    .map(name -> ROOT + name + "..").toArray(String[]::new));

    @ArchTest
    static final ArchRule JAVAFX_IN_UI = onlyIn("javafx..", "org.hasnas.ui..", "org.hasnas.launch..");

    @ArchTest
    static final ArchRule CHARTS_IN_UI = onlyIn("org.jfree..", "org.hasnas.ui..");

    @ArchTest
    static final ArchRule VECTOR_API_IN_KERNEL = onlyIn("jdk.incubator..", "org.hasnas.simulation.kernel..");

    @ArchTest
    static final ArchRule ND4J_IN_DENSE = onlyIn("org.nd4j..", "org.hasnas.simulation.dense..");

    @ArchTest
    static final ArchRule JDBC_IN_SQLITE = onlyIn("java.sql..", "org.hasnas.files.store.sqlite..");

    @ArchTest
    static final ArchRule HDF5_WHERE_IT_IS_READ = onlyIn("io.jhdf..", "org.hasnas.nir..", "org.hasnas.data.event..", "org.hasnas.document..");

    @ArchTest
    static final ArchRule ONNX_IN_NIR = onlyIn("ai.onnx..", "org.hasnas.nir..");

    @ArchTest
    static final ArchRule PDF_IN_PRINT = onlyIn("com.openhtmltopdf..", "org.hasnas.workbench.print..");

    @ArchTest
    static final ArchRule PDFBOX_IN_PRINT = onlyIn("org.apache.pdfbox..", "org.hasnas.workbench.print..");

    @ArchTest
    static final ArchRule PICOCLI_IN_CLI = onlyIn("picocli..", "org.hasnas.cli..", "org.hasnas.launch..");

    @ArchTest
    static final ArchRule SQLITE_IS_MADE_BY_LAUNCH =
            noClasses().that().resideOutsideOfPackages("org.hasnas.files.store.sqlite..", "org.hasnas.launch..")
                    .should().dependOnClassesThat().resideInAPackage("org.hasnas.files.store.sqlite..");

    @ArchTest
    static final ArchRule THREADS_ARE_MADE_IN_JOBS = noClasses()
            .that().resideOutsideOfPackages("org.hasnas.workbench.jobs..", "org.hasnas.launch..")
            .should().callConstructor(Thread.class, Runnable.class)
            .orShould().callMethod(Thread.class, "startVirtualThread", Runnable.class)
            .orShould().dependOnClassesThat().belongToAnyOf(Executors.class, ThreadPoolExecutor.class)
            .because("whoever makes threads must also end them");

    @ArchTest
    static final ArchRule NO_CLOCK_OR_CHANCE_BELOW_THE_WORKBENCH = noClasses()
            .that().resideOutsideOfPackages("org.hasnas.workbench..", "org.hasnas.cli..", "org.hasnas.ui..", "org.hasnas.launch..",
                    "org.hasnas.files.store..")
            .should().callMethod(Math.class, "random")
            .orShould().callMethod(Instant.class, "now")
            .orShould().callConstructor(Random.class)
            .because("the same request gives the same bits");

    @ArchTest
    static final ArchRule SPARK_IN_SPARK = onlyIn("org.apache.spark..", "org.hasnas.spark..");

    @ArchTest
    static final ArchRule SPARK_IS_LOADED_BY_NAME = noClasses().that().resideOutsideOfPackage("org.hasnas.spark..")
            .should().dependOnClassesThat().resideInAPackage("org.hasnas.spark..")
            .because("its libraries are not on the class path");

    /** Which loads Spark's classes, with a loader of their own, when the user asks for a cluster. */
    private static final DescribedPredicate<JavaClass> SPARKS_LOADER = DescribedPredicate.describe("load Spark",
            loaded -> loaded.getName().startsWith("org.hasnas.launch.SparkLibraries"));

    /** Which starts the program of the desktop that shows notifications, unless the user has switched that off. */
    private static final DescribedPredicate<JavaClass> NOTIFIER = DescribedPredicate.describe("notify the desktop",
            told -> told.getName().equals("org.hasnas.ui.fx.DesktopNotifier"));

    @ArchTest
    static final ArchRule NO_NETWORK_PROCESSES_OR_FOREIGN_CODE = noClasses().that(not(SPARKS_LOADER)).and(not(NOTIFIER))
            .should().dependOnClassesThat().resideInAnyPackage("java.net.http..", "javax.net..", "java.rmi..", "javax.script..")
            .orShould().dependOnClassesThat().belongToAnyOf(Socket.class, ServerSocket.class, DatagramSocket.class, URLConnection.class,
                    NetworkChannel.class, ProcessBuilder.class, Process.class, URLClassLoader.class)
            .orShould().callMethod(URL.class, "openStream")
            .orShould().callMethod(URL.class, "openConnection")
            .orShould().callMethodWhere(DescribedPredicate.describe("starts a process",
                    call -> call.getTargetOwner().isEquivalentTo(Runtime.class) && call.getName().equals("exec")))
            .because("SECURITY.md promises it");

    @ArchTest
    static final ArchRule NO_OBJECTS_READ_BUT_FROM_A_CLUSTER = noClasses().that().resideOutsideOfPackage("org.hasnas.spark..")
            .should().dependOnClassesThat().belongToAnyOf(ObjectInputStream.class)
            .because("SECURITY.md promises it; what comes from a cluster passes a filter of the whole process");

    @ArchTest
    static final ArchRule NO_STATIC_MUTABLE_STATE = fields().that().areStatic().and().areDeclaredInClassesThat().resideInAPackage("org.hasnas..")
            .and(DescribedPredicate.describe("are written by hand", (JavaField field) -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                    && !field.getName().startsWith("$")))
            .should().beFinal();

    @ArchTest
    static final ArchRule LOGGERS_ARE_MADE_WHEN_SOMETHING_IS_LOGGED = fields().should().notHaveRawType(Logger.class).allowEmptyShould(true)
            .because("the first logger reads the log's configuration, for which short commands and the window would have to wait");

    @ArchTest
    static final ArchRule THE_WINDOW_WRITES_UNITS_IN_ONE_WAY = noClasses().that().resideInAPackage("org.hasnas.ui..").and()
            .doNotHaveFullyQualifiedName("org.hasnas.ui.fx.UnitSigns").should().callMethod(Quantity.class, "format", double.class)
            .orShould().callMethod(Quantity.class, "formatExact", double.class)
            .because("UnitSigns writes \u00b5J and mm\u00b2, files and the command line uJ and mm2");

    @ArchTest
    static final ArchRule NO_EMPTY_NAMES = noClasses().should().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils")
            .orShould().haveSimpleNameEndingWith("Helper").orShould().haveSimpleNameEndingWith("Manager").orShould().haveSimpleNameEndingWith("Impl");

    /** Words that make the unit of a number plain in the name of a record component. */
    private static final Set<String> UNITS = Set.of("metres", "micrometres", "seconds", "nanoseconds", "joules", "picojoules", "siemens",
            "ohms", "volts", "amperes", "steps", "ratio", "fraction", "probability", "factor", "bits", "rate", "second", "codes", "pulses",
            "exponent");

    @ArchTest
    static final ArchRule DOUBLES_IN_CHIP_RECORDS_NAME_THEIR_UNIT = fields().that().areDeclaredInClassesThat()
            .resideInAnyPackage("org.hasnas.chip..")
            .and().areDeclaredInClassesThat().areRecords().and().haveRawType(double.class)
            .should(com.tngtech.archunit.lang.ArchCondition.from(DescribedPredicate.<JavaField>describe("name their unit",
                    field -> UNITS.stream().anyMatch(unit -> field.getName().toLowerCase(Locale.ROOT).endsWith(unit)))))
            .allowEmptyShould(true);

    private static ArchRule onlyIn(String library, String... packages) {
        return noClasses().that().resideOutsideOfPackages(packages).should().dependOnClassesThat().resideInAPackage(library).allowEmptyShould(true);
    }
}
