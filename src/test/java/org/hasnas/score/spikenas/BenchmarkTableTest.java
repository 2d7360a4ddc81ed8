package org.hasnas.score.spikenas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.fitness.CellStructure;
import org.hasnas.testdata.SharedData;
import org.hasnas.training.model.AccuracyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BenchmarkTableTest {
    private static final String HEADER = "arch_id,parameters,test_accuracy\n";

    @Test
    void theLeastSignificantDigitIsTheFirstEdge() {
        assertEquals("0300 0000 0000 0000", ArchitectureId.decode(3).text());
        assertEquals("0010 0000 0000 0000", ArchitectureId.decode(5).text());
        assertEquals("0000 0000 0004 0000", ArchitectureId.decode(4 * 3125).text());
        assertEquals("0123 0040 0002 0000".length(), ArchitectureId.decode(0).text().length());
    }

    @Test
    void everyNumberComesBack() {
        for (int id = 0; id < ArchitectureId.COUNT; id++) {
            assertEquals(OptionalInt.of(id), ArchitectureId.encode(ArchitectureId.decode(id)));
        }
    }

    @ParameterizedTest
    @CsvSource({"0000 1000 0000 0000", "0005 0000 0000 0000", "0100 0000 0000 0000 | 0200 0000 0000 0000", "010 000 000"})
    void whatTheBenchmarkDoesNotHaveHasNoNumber(String architecture) {
        assertEquals(OptionalInt.empty(), ArchitectureId.encode(Architecture.parse(architecture)));
    }

    @Test
    void rowsCarryTheirArchitecture() throws HasnasException {
        BenchmarkTable table = BenchmarkTable.parse("t.csv",
                "test_accuracy,epochs,parameters,arch_id\n10.0,100,17917668,3\n\n# note\n88.25,100,17917668,75\n");
        assertEquals(2, table.rows().size());
        BenchmarkRow dead = table.rows().getFirst();
        assertTrue(dead.isDead());
        assertEquals("0003 0000 0000 0000", table.rows().getLast().architecture().text());
        assertEquals(0.8825, table.row(Architecture.parse("0003 0000 0000 0000")).orElseThrow().testAccuracyFraction(), 1e-12);
        assertTrue(table.row(Architecture.parse("0004 0000 0000 0000")).isEmpty());
        assertEquals(AccuracyKind.BENCHMARK, table.accuracy(dead).kind());
        assertTrue(table.accuracy(dead).source().contains("t.csv"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "arch_id,parameters\\n3,17917668|line 1: column 'test_accuracy' is missing",
        "arch_id,arch_id,parameters,test_accuracy\\n|line 1: column 'arch_id' appears twice",
        "arch_id,parameters,test_accuracy\\n|line 1: there is no network",
        "arch_id,parameters,test_accuracy\\n3,17917668|line 2: the row has 2 values, the header 3 columns",
        "arch_id,parameters,test_accuracy\\n15625,17917668,10|line 2: column arch_id: 15625 is not from 0 to 15624",
        "arch_id,parameters,test_accuracy\\nx,17917668,10|line 2: column arch_id: 'x' is not a whole number",
        "arch_id,parameters,test_accuracy\\n3,17917669,10|line 2: column parameters: network 3 (0300 0000 0000 0000) has 17917668 parameters",
        "arch_id,parameters,test_accuracy\\n3,17917668,high|line 2: column test_accuracy: 'high' is not a number",
        "arch_id,parameters,test_accuracy\\n3,17917668,NaN|line 2: column test_accuracy: NaN is not from 0 to 100",
        "arch_id,parameters,test_accuracy\\n3,17917668,10\\n3,17917668,10|line 3: arch_id 3 appears twice"})
    void aMistakeIsToldWithItsLine(String text, String message) {
        HasnasException failure = assertThrows(HasnasException.class, () -> BenchmarkTable.parse("t.csv", text.replace("\\n", "\n")));
        assertEquals(ErrorCode.BAD_DATA, failure.code());
        assertTrue(failure.getMessage().startsWith("t.csv " + message), failure.getMessage());
    }

    @Test
    void parametersTellTheDataSet() throws HasnasException {
        BenchmarkTable hundred = BenchmarkTable.parse("t.csv", HEADER + "2404,19803764,60.47\n2406,19065716,1.6\n2407,19803764,1.4\n");
        assertEquals(NetworkTemplates.SPIKENAS_BENCH_CIFAR100, hundred.preset());
        assertEquals("CIFAR-100", hundred.datasetName());
        assertEquals(List.of(false, false, true), hundred.rows().stream().map(BenchmarkRow::isDead).toList());
        assertTrue(hundred.accuracy(hundred.rows().getFirst()).source().contains("CIFAR-100 test images"));
        assertEquals(NetworkTemplates.SPIKENAS_BENCH_TINYIMAGENET, BenchmarkTable.parse("t.csv", HEADER + "1160,72981864,36.16\n").preset());
        HasnasException mixed = assertThrows(HasnasException.class,
                () -> BenchmarkTable.parse("t.csv", HEADER + "2404,19803764,60.47\n3,17917668,10\n"));
        assertTrue(mixed.getMessage().contains("line 3") && mixed.getMessage().contains("for CIFAR-100"), mixed.getMessage());
    }

    @Test
    void rowsHaveACoarseCurveWhereTheTableTellsHowTrainingsEnd() throws HasnasException {
        BenchmarkTable table = BenchmarkTable.parse("t.csv", "arch_id,parameters,test_accuracy,final_val_accuracy,epochs,val_acc_epoch10\n"
                + "75,17917668,88.25,86.5,100,72.25\n");
        LearningCurve coarse = table.rows().getFirst().curve().orElseThrow();
        assertEquals(Map.of(10, 0.7225, 100, 0.865), coarse.validationFractions());
        assertTrue(coarse.seconds().isEmpty());
        assertTrue(BenchmarkTable.parse("t.csv", HEADER + "75,17917668,88.25\n").rows().getFirst().curve().isEmpty());

        LearningCurves curves = LearningCurves.parse("c.csv", "arch_id,epochs,train_seconds,val_acc_epoch5,val_acc_epoch50\n75,100,4070,62,84\n");
        LearningCurve fine = table.withCurves(curves).rows().getFirst().curve().orElseThrow();
        assertEquals(Map.of(5, 0.62, 10, 0.7225, 50, 0.84, 100, 0.865), fine.validationFractions());
        assertEquals(4070, fine.seconds().orElseThrow());
        assertEquals(0.84, BenchmarkTable.parse("t.csv", HEADER + "75,17917668,88.25\n").withCurves(curves).rows().getFirst().curve().orElseThrow()
                .endFraction(), "without a column of its own the end is the last that is known");
        assertTrue(BenchmarkTable.parse("t.csv", HEADER + "3,17917668,10\n").withCurves(curves).rows().getFirst().curve().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "arch_id,epochs,train_seconds\\n75,100,4070|line 2: the header has no column such as val_acc_epoch10",
        "arch_id,epochs,val_acc_epoch10\\n75,100,70|line 1: column 'train_seconds' is missing",
        "arch_id,epochs,train_seconds,val_acc_epoch10\\n75,100,0,70|line 2: column train_seconds: 0 is not above 0",
        "arch_id,epochs,train_seconds,val_acc_epoch10\\n75,5,4070,70|line 2: column epochs: no accuracy is given up to epoch 5",
        "arch_id,epochs,train_seconds,val_acc_epoch10\\n75,100,4070,170|line 2: column val_acc_epoch10: 170 is not from 0 to 100 percent",
        "arch_id,epochs,train_seconds,val_acc_epoch10\\n75,100,4070,70\\n75,100,4070,70|line 3: arch_id 75 appears twice"})
    void aMistakeInLearningCurvesIsToldWithItsLine(String text, String message) {
        HasnasException failure = assertThrows(HasnasException.class, () -> LearningCurves.parse("c.csv", text.replace("\\n", "\n")));
        assertTrue(failure.getMessage().startsWith("c.csv " + message), failure.getMessage());
    }

    @Test
    void theOtherDataSetsAreRead() throws HasnasException {
        BenchmarkTable hundred = BenchmarkTable.read(SharedData.require("data/spikenas-bench/cifar100-part.csv"));
        BenchmarkTable tiny = BenchmarkTable.read(SharedData.require("data/spikenas-bench/tinyimagenet-part.csv"));
        assertEquals(List.of(136, 89), List.of(hundred.rows().size(), tiny.rows().size()));
        assertEquals(List.of("CIFAR-100", "Tiny-ImageNet"), List.of(hundred.datasetName(), tiny.datasetName()));
        assertTrue(tiny.rows().stream().allMatch(row -> row.curve().orElseThrow().validationFractions().containsKey(10)));
    }

    @Test
    void aMissingFileIsNotFound() {
        HasnasException failure = assertThrows(HasnasException.class, () -> BenchmarkTable.read(Path.of("no-such-table.csv")));
        assertEquals(ErrorCode.NOT_FOUND, failure.code());
        assertThrows(HasnasException.class, () -> BenchmarkTable.parse("t.csv", ""));
    }

    @Test
    void deadNetworksAreThoseWithoutAWay() throws HasnasException {
        BenchmarkTable table = BenchmarkTable.read(SharedData.require("data/spikenas-bench/cifar10-part.csv"));
        for (BenchmarkRow row : table.rows()) {
            Network network = Network.of(NetworkTemplates.SPIKENAS_BENCH_CIFAR10.template(), SearchSpaces.SPIKENAS_BENCH, row.architecture());
            assertEquals(row.isDead(), CellStructure.isAnyDead(network), row.toString());
        }
    }

    @Test
    void theHeaderMayFollowAByteOrderMark() throws HasnasException {
        assertEquals(1, BenchmarkTable.parse("t.csv", "\ufeff" + HEADER + "3,17917668,10\n").rows().size());
    }
}
