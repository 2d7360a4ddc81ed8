package org.hasnas.checks.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.testdata.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CrossbarOracleTest {
    /** One cell of 50 kiloohm behind 1 ohm of wire on each side. */
    private static final String ONE_CELL = """
            {"name": "one", "rows": 1, "cols": 1, "mode": "1R", "wire_row_ohm": 1.0, "wire_col_ohm": 1.0, "conductance_S": [[2e-5]],
             "row_voltage_V": [0.2], "outputs": {"ngspice_column_current_A": [%s]}}""";
    private static final double ONE_CELL_AMPERES = 0.2 / 50002;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyCircuitOfTheSimulatorIsReproduced() throws HasnasException {
        List<VerificationResult> cases = new CrossbarOracle().verify(SharedData.require("oracle/crossbar"), JobContext.NONE);
        assertTrue(cases.size() >= 30, cases.size() + " cases");
        cases.forEach(one -> assertTrue(one.passes(), one.toString()));
    }

    private List<VerificationResult> verify(String json) throws HasnasException, IOException {
        return new CrossbarOracle().verify(Files.writeString(folder.resolve("case.json"), json), JobContext.NONE);
    }

    @Test
    void aCurrentThatDiffersIsNamed() throws HasnasException, IOException {
        assertTrue(verify(ONE_CELL.formatted(ONE_CELL_AMPERES)).getFirst().passes());
        VerificationResult wrong = verify(ONE_CELL.formatted(ONE_CELL_AMPERES * (1 + 1e-8))).getFirst();
        assertFalse(wrong.passes());
        assertTrue(wrong.detail().startsWith("ngspice_column_current_A[0] is 3.99"), wrong.detail());
    }

    @Test
    void aCaseWithoutReferenceIsRefused() {
        HasnasException problem = assertThrows(HasnasException.class,
                () -> verify(ONE_CELL.formatted(1).replace("ngspice_column_current_A", "other")));
        assertTrue(problem.getMessage().contains("nothing to compare with"), problem.getMessage());
    }

    @Test
    void aCircuitMayHaveSeveralInputs() throws HasnasException, IOException {
        String several = ONE_CELL.formatted(1).replace("\"row_voltage_V\": [0.2]", "\"inputs\": [%s]");
        Path file = Files.writeString(folder.resolve("several.json"),
                several.formatted("{\"row_voltage_V\": [0.2]}, {\"input_bits\": [1], \"vread_V\": 0.1}"));
        CircuitCase both = CircuitCase.read(file);
        assertEquals(2, both.inputs().size());
        assertEquals(0.1, both.inputs().getLast().volts(0));
        for (String wrong : List.of(several.formatted(""), several.formatted("{}"), several.formatted("{\"row_voltage_V\": [0.2, 0.2]}"),
                several.formatted("{\"row_voltage_V\": [0.2]}").replace("\"name\"", "\"vread_V\": 1, \"name\""))) {
            HasnasException problem = assertThrows(HasnasException.class, () -> verify(wrong), wrong);
            assertFalse(problem.getMessage().contains("nothing to compare"), problem.getMessage());
        }
    }

    @Test
    void piecesMayHaveResistancesOfTheirOwnOpenOrShortAndRowsBePairs() throws HasnasException, IOException {
        String two = """
                {"rows": 2, "cols": 1, "mode": "1T1R", "access_ohm": 1000, "wire_row_ohm": [[1], ["open"]], "wire_col_ohm": [2, 3],
                 "driver_ohm": [0, 4], "sense_ohm": 5, "conductance_S": [["short"], [1e-4]], "row_voltage_V": [0.1, 0.2]}""";
        CircuitCase given = CircuitCase.read(Files.writeString(folder.resolve("own.json"), two));
        assertEquals(0.1 / 1011, given.circuit().solve(given.inputs().getFirst()).columnAmperes(0), 1e-15);
        String pairs = ONE_CELL.formatted(1).replace("\"name\"", "\"negative_conductance_S\": [[2e-5]], \"name\"");
        CircuitCase pair = CircuitCase.read(Files.writeString(folder.resolve("pairs.json"), pairs));
        assertEquals("1R, interleaved pairs", pair.mode());
        assertEquals(0, pair.circuit().solve(pair.inputs().getFirst()).columnAmperes(0), 1e-18);
        String wrong = two.replace("\"open\"", "\"closed\"");
        HasnasException problem = assertThrows(HasnasException.class,
                () -> CircuitCase.read(Files.writeString(folder.resolve("wrong.json"), wrong)));
        assertTrue(problem.getMessage().contains("'wire_row_ohm[1][0]' is the text \"closed\"; it must be a number of at least 0, in ohm, or"),
                problem.getMessage());
    }

    @Test
    void cellsMayBeFedBySourceLines() throws HasnasException, IOException {
        String lines = """
                {"rows": 1, "cols": 1, "mode": "1T1R", "access_ohm": 800, "wire_source_ohm": 10, "wire_col_ohm": [[20]], "source_ohm": 30,
                 "sense_ohm": [40], "conductance_S": [[1e-2]], "row_voltage_V": [1]}""";
        CircuitCase given = CircuitCase.read(Files.writeString(folder.resolve("lines.json"), lines));
        assertEquals("1T1R, source lines", given.mode());
        assertEquals(1e-3, given.circuit().solve(given.inputs().getFirst()).columnAmperes(0), 1e-15);
        CircuitCase pair = CircuitCase.read(Files.writeString(folder.resolve("line-pairs.json"),
                lines.replace("\"source_ohm\"", "\"negative_conductance_S\": [[1e-2]], \"source_ohm\"")));
        assertEquals("1T1R, source lines, interleaved pairs", pair.mode());
        assertEquals(0, pair.circuit().solve(pair.inputs().getFirst()).columnAmperes(0), 1e-18);
        for (String wrong : List.of(lines.replace("\"mode\"", "\"wire_row_ohm\": 1, \"mode\""), lines.replace("[[20]]", "[[\"open\"]]"),
                lines.replace("800", "0").replace("1e-2", "\"short\""))) {
            HasnasException problem = assertThrows(HasnasException.class,
                    () -> CircuitCase.read(Files.writeString(folder.resolve("wrong-lines.json"), wrong)), wrong);
            assertTrue(problem.getMessage().contains("with source lines") || problem.getMessage().contains("rows carry no current"),
                    problem.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "rows": 1             | "rows": 0               | 'rows' is '0'; it must be a whole number from 1 to 1024
            "rows": 1             | "rows": 2               | 'conductance_S' has 1 items; it must be a list of 2, one for each row
            "cols": 1             | "cols": 3               | 'conductance_S[0]' has 1 items; it must be a list of 3, one for each column
            "cols": 1             | "cols": "1"             | 'cols' is the text "1"; it must be a whole number
            [[2e-5]]              | [[-2e-5]]               | 'conductance_S[0][0]' is '-2e-5'; it must be a number of at least 0
            [[2e-5]]              | [[1e999]]               | 'conductance_S[0][0]' is '1e999'; it is too large for a number
            [[2e-5]]              | [[null]]                | 'conductance_S[0][0]' is empty; it must be a number of at least 0
            [[2e-5]]              | [[NaN]]                 | this is no JSON
            "conductance_S": [[2e-5]], | ``                 | key 'conductance_S' is missing in 'file of cases'
            [[2e-5]]              | []                      | 'conductance_S' has 0 items; it must be a list of 1, one for each row
            [[2e-5]]              | [[Infinity]]            | this is no JSON
            "rows": 1             | "rows": 100000          | 'rows' is '100000'; it must be a whole number from 1 to 1024
            [0.2]                 | [1e999]                 | 'row_voltage_V[0]' is '1e999'; it is too large for a number
            "mode": "1R"          | "mode": 1               | 'mode' is '1'; it must be one of 1R, 1T1R, 1T1R_gated
            [0.2]                 | [0.2, 0.2]              | 'row_voltage_V' has 2 items; it must be a list of 1, one for each row
            [0.2]                 | ["high"]                | 'row_voltage_V[0]' is the text "high"; it must be a finite number
            "mode": "1R"          | "mode": "2R"            | 'mode' is the text "2R"; it must be one of 1R, 1T1R, 1T1R_gated
            "wire_row_ohm": 1.0   | "wire_row_ohm": -1.0    | 'wire_row_ohm' is '-1.0'; it must be a number of at least 0
            "wire_col_ohm": 1.0,  | ``                      | key 'wire_col_ohm' is missing in 'file of cases'
            "mode": "1R"          | "mode": "1R", "input_bits": [2] | 'input_bits[0]' is '2'; it must be 0 or 1
            """)
    void whatIsNoCircuitSaysWhere(String right, String wrong, String sentence) {
        String json = ONE_CELL.formatted(1);
        assertTrue(json.contains(right), right);
        HasnasException problem = assertThrows(HasnasException.class, () -> verify(json.replace(right, wrong)));
        assertEquals(ErrorCode.BAD_DATA, problem.code());
        assertTrue(problem.getMessage().contains("case.json") && problem.getMessage().contains(sentence), problem.getMessage());
    }
}
