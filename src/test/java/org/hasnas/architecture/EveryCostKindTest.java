package org.hasnas.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.cli.option.LimitOptions;
import org.hasnas.cli.report.CostSheet;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.SearchRequestJson;
import org.hasnas.files.export.CostCsv;
import org.hasnas.files.export.StudyCsv;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Margin;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.model.OperationStudyRequest;
import org.hasnas.testdata.SampleStudies;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.constraints.ConstraintsViewModel;
import org.hasnas.ui.constraints.LimitViewModel;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.OpenProject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A kind of cost that is added is checked, read, written and shown without a further list of kinds: what to look at when one is missing. */
final class EveryCostKindTest {
    private static final double LIMIT = 0.123;

    private final SpikeSimCostReport report;
    private final ConstraintSet exact;

    EveryCostKindTest() throws HasnasException {
        Network network = Network.of(NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(), Architecture.parse("0302 0030 3003 0000"));
        report = SpikeSimElaModel.bundled().cost(network, SpikeSimSettings.DEFAULT);
        ConstraintSet limits = ConstraintSet.UNLIMITED;
        for (CostKind kind : CostKind.values()) {
            limits = limits.withLimit(kind, kind.costOf(report.total(), limits.memoryScope()));
        }
        exact = limits;
    }

    @Command
    private static final class Options {
        @Mixin
        private final LimitOptions limits = new LimitOptions();
    }

    @ParameterizedTest
    @EnumSource
    void isChecked(CostKind kind) {
        assertTrue(exact.isMetBy(report.total()));
        ConstraintSet tight = exact.withLimit(kind, Math.nextDown(exact.limit(kind)));
        assertFalse(tight.isMetBy(report.total()));
        assertEquals(List.of(kind), tight.violations(report.total()).stream().map(Margin::kind).toList());
    }

    @ParameterizedTest
    @EnumSource
    void isAnOption(CostKind kind) throws HasnasException {
        Options options = new Options();
        new CommandLine(options).parseArgs("--limits", kind.label() + "=" + kind.quantity().formatExact(LIMIT));
        assertEquals(ConstraintSet.UNLIMITED.withLimit(kind, LIMIT), options.limits.applyTo(ConstraintSet.UNLIMITED, report.total().model()));
    }

    @ParameterizedTest
    @EnumSource
    void isAKeyOfProjects(CostKind kind) throws HasnasException {
        String text = "hasnas-project: 1\nname: p\ndataset: {format: digits}\ntemplate: digits\nlimits: {" + kind.label() + ": "
                + kind.quantity().formatExact(LIMIT) + "}\n";
        Project project = Samples.YAML.parse(text, "test", Path.of(""));
        assertEquals(ConstraintSet.PUBLISHED.withLimit(kind, LIMIT), project.search().limits());
        assertEquals(project.search(), Samples.YAML.parse(Samples.YAML.format(project), "test", Path.of("")).search());
    }

    @ParameterizedTest
    @EnumSource
    void isAKeyOfStoredRequests(CostKind kind) throws HasnasException {
        SearchRequest request = request().withLimits(ConstraintSet.PUBLISHED.withLimit(kind, LIMIT));
        assertEquals(request, SearchRequestJson.read(SearchRequestJson.write(request), "test"));
    }

    private static SearchRequest request() throws HasnasException {
        return Samples.YAML.parse("hasnas-project: 1\nname: p\ndataset: {format: digits}\ntemplate: digits\n", "test", Path.of("")).search();
    }

    @ParameterizedTest
    @EnumSource
    void isExported(CostKind kind) throws HasnasException, IOException {
        double cost = kind.unit().factor() * kind.costOf(report.total(), MemoryScope.ALL_PARAMETERS);
        JsonNode printed = printed(new CostSheet(report.total(), exact).json());
        assertEquals(cost, printed.path(kind.key()).doubleValue());
        assertEquals(cost, printed.path("limits").path(kind.key()).doubleValue(), cost * 1e-12);
        StringBuilder table = new StringBuilder();
        CostCsv.write(report, exact, table);
        assertTrue(table.toString().lines().anyMatch(line -> line.startsWith("limit," + kind.label() + ",")), kind.label());
        String header = StudyCsv.write(SampleStudies.operations(new OperationStudyRequest(request(), 5), "")).lines()
                .filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
        assertTrue(Stream.of(header.split(",")).anyMatch((kind.key() + "_change")::equals), header);
    }

    private static JsonNode printed(JsonDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.print(new PrintStream(out, true, StandardCharsets.UTF_8), "1.2.3");
        return new ObjectMapper().readTree(out.toByteArray());
    }

    @ParameterizedTest
    @EnumSource
    void hasASlider(CostKind kind) {
        assertTrue(0 < kind.leastLimit() && kind.leastLimit() <= kind.publishedLimit() && kind.publishedLimit() <= kind.largestLimit());
        OpenProject shared = new OpenProject(NextFrame.AT_ONCE, new Texts(), 1);
        ConstraintsViewModel model = new ConstraintsViewModel(shared, new Texts());
        LimitViewModel slider = model.limits().stream().filter(limit -> limit.kind() == kind).findFirst().orElseThrow();
        slider.positionProperty().set(0);
        assertEquals(ConstraintSet.PUBLISHED.withLimit(kind, kind.leastLimit()), shared.limits());
    }
}
