package org.hasnas.checks.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.testdata.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpikeSimOracleTest {
    /** Twelve channels on 8 x 8 crossbars: 2 x 2 PEs, 16 pixels, 3 time steps. */
    private static final String INPUTS = """
            {"in_ch_list": [12], "out_ch_list": [12], "in_dim_list": [4], "out_dim_list": [4], "xbar_size": 8, "kernel_size": 1,
             "pe_per_tile": 3, "time_steps": 3, "clk_freq_MHz": 500, "PE_cycle_ns": 52.0, "device": "rram"}""";

    @TempDir
    private Path folder;

    private SpikeSimOracle oracle;

    @BeforeEach
    void load() throws HasnasException {
        oracle = new SpikeSimOracle(SpikeSimElaModel.bundled());
    }

    @Test
    void aCancelEndsTheCheckBeforeItsNextCase() throws Exception {
        Path cases = SharedData.require("oracle/spikesim");
        assertThrows(CancellationException.class, () -> oracle.verify(cases, () -> {
            throw new CancellationException("stopped");
        }));
    }

    @Test
    void everyCaseOfThePublicToolIsReproduced() throws HasnasException {
        List<VerificationResult> cases = oracle.verify(SharedData.require("oracle/spikesim"), JobContext.NONE);
        assertEquals(32, cases.size());
        cases.forEach(one -> assertTrue(one.passes(), one.toString()));
        assertTrue(cases.stream().anyMatch(one -> one.detail().contains("where the tool fails")), "cases the tool can't do are compared, too");
        assertEquals(cases, oracle.verify(SharedData.require("oracle/spikesim/cases.json"), JobContext.NONE));
    }

    private Path write(String inputs, String outputs) throws IOException {
        return Files.writeString(folder.resolve("cases.json"),
                "{\"cases\": [{\"name\": \"small\", \"inputs\": " + inputs + ", \"outputs\": " + outputs + "}]}");
    }

    private VerificationResult onlyCase(Path file) throws HasnasException {
        List<VerificationResult> cases = oracle.verify(file, JobContext.NONE);
        assertEquals(1, cases.size());
        return cases.getFirst();
    }

    @Test
    void clockOfTheCaseSetsTheLatency() throws Exception {
        assertTrue(onlyCase(write(INPUTS, "{\"num_pe\": 4.0, \"num_tiles\": 2, \"latency_ns\": " + 12 * 16 * 3 * 52 + "}")).passes());
        String withoutCycle = INPUTS.replace(", \"PE_cycle_ns\": 52.0", "");
        assertTrue(onlyCase(write(withoutCycle, "{\"latency_ns\": " + 12 * 16 * 3 * 52 + "}")).passes());
        String withoutClock = withoutCycle.replace(", \"clk_freq_MHz\": 500", "");
        assertTrue(onlyCase(write(withoutClock, "{\"latency_ns\": " + 12 * 16 * 3 * 104 + "}")).passes());
    }

    @Test
    void differenceIsFoundAndNamed() throws Exception {
        VerificationResult wrong = onlyCase(write(INPUTS, "{\"num_pe\": 4, \"latency_ns\": " + 12 * 16 * 3 * 52 * (1 + 1e-9) + "}"));
        assertFalse(wrong.passes());
        assertEquals(1e-9, wrong.worstRelativeDifference(), 1e-14);
        assertTrue(wrong.detail().contains("latency_ns"), wrong.detail());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"in_dim_list\": [4]            | \"in_dim_list\": [4, 4]         | have 1, 1, 2 and 1 numbers",
        "\"in_ch_list\": [12]            | \"in_ch_list\": [12.5]          | 'in_ch_list[0]' is '12.5'; it must be a whole number",
        "\"in_ch_list\": [12]            | \"in_ch_list\": []              | 'in_ch_list' is empty; it must be a list",
        "\"in_ch_list\": [12],           |                                 | key 'in_ch_list' is missing in 'inputs'",
        "\"time_steps\": 3               | \"time_steps\": 0               | 'time_steps' is '0'; it must be a whole number from 1",
        "\"xbar_size\": 8                | \"xbar_size\": \"8\"            | 'xbar_size' is the text \"8\"; it must be a whole number",
        "\"PE_cycle_ns\": 52.0           | \"PE_cycle_ns\": -1             | 'PE_cycle_ns' is '-1'; it must be a number above 0",
        "\"device\": \"rram\"            | \"device\": \"pcm\"             | 'device' is the text \"pcm\"; it must be rram or sram",
    })
    void wrongInputSaysFileCaseAndExpectation(String found, String replaced, String expected) throws IOException {
        assertTrue(INPUTS.contains(found), found);
        Path file = write(INPUTS.replace(found, replaced == null ? "" : replaced), "{\"num_pe\": 4}");
        HasnasException e = assertThrows(HasnasException.class, () -> oracle.verify(file, JobContext.NONE));
        assertEquals(ErrorCode.BAD_DATA, e.code());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
        assertTrue(e.getMessage().matches(".*cases.json, line [12], column \\d+, case 1 'small': .*"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}                                    | there is no number to compare with",
        "{\"num_pe\": \"4\"}                   | 'num_pe' is the text \"4\"; it must be a number",
        "{\"energy_pJ_layerwise\": [1, 2]}     | must be a list of 1, one for each layer",
    })
    void wrongOutputSaysWhatIsExpected(String outputs, String expected) throws IOException {
        Path file = write(INPUTS, outputs);
        HasnasException e = assertThrows(HasnasException.class, () -> oracle.verify(file, JobContext.NONE));
        assertEquals(ErrorCode.BAD_DATA, e.code());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void filesThatAreNoCasesAreRefused() throws IOException {
        assertEquals(ErrorCode.NOT_FOUND, assertThrows(HasnasException.class, () -> oracle.verify(folder, JobContext.NONE)).code(),
                "an empty folder");
        assertEquals(ErrorCode.NOT_FOUND,
                assertThrows(HasnasException.class, () -> oracle.verify(folder.resolve("none.json"), JobContext.NONE)).code());
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\n\"cases\": [}");
        HasnasException notJson = assertThrows(HasnasException.class, () -> oracle.verify(broken, JobContext.NONE));
        assertTrue(notJson.getMessage().contains("broken.json, line 2"), notJson.getMessage());
        Path other = Files.writeString(folder.resolve("other.json"), "[1, 2]");
        HasnasException noCases = assertThrows(HasnasException.class, () -> oracle.verify(other, JobContext.NONE));
        assertTrue(noCases.getMessage().contains("it must be a mapping"), noCases.getMessage());
    }
}
