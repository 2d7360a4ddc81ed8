package org.hasnas.cli.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hasnas.cli.RealProgram;
import org.hasnas.error.ErrorCode;
import org.hasnas.testdata.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of other tools, from the command line. */
final class ImportCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private static String shared(String path) {
        return SharedData.require("oracle/nir/" + path).toString();
    }

    @Test
    void aNetworkIsPricedByBothModelsWithItsMapping() {
        JsonNode report = new RealProgram(folder).json(0, "import", shared("real/cnn_sinabs_nmnist.nir"), "--json");
        assertEquals(39_890, report.get("weight_parameters").asInt());
        assertEquals(903_680, report.get("macs_per_step").asInt());
        assertEquals(39_890, report.get("spikesim_ela").get("parameters").asInt());
        assertTrue(report.get("spikesim_ela").get("area_mm2").asDouble() > 0 && report.get("physical").get("energy_uJ").asDouble() > 0);
        assertEquals(5, report.get("mapping").size(), "three convolutions and two linear layers");
        assertEquals(3, report.get("mapping").get(2).get("input_bits").asInt(), "sums of four spikes");
        assertEquals(1, report.get("dt").asDouble(), "this exporter counts in steps");
    }

    @Test
    void aRecordingTellsWhichLayerDiffersAndFromWhen() {
        String network = shared("cases/dense/affine_lif_small.nir");
        String recording = shared("nirdata/spikes_grid.nird");
        RealProgram program = new RealProgram(folder);
        JsonNode same = program.json(0, "import", network, "--recording", recording, "--json").get("drift");
        assertEquals("lif2", same.get("nodes").get(0).get("node").asText());
        assertEquals(0, same.get("nodes").get(0).get("different").asInt());
        assertTrue(same.get("nodes").get(0).get("first_step").isNull());
        assertEquals("lif1", same.get("not_compared").get(0).get("node").asText(), "its input was not recorded");
        JsonNode other = program.json(0, "import", network, "--recording", recording, "--dt", "0.004", "--json").get("drift");
        assertTrue(other.get("nodes").get(0).get("different").asInt() > 0, "another time step gives other spikes");
        assertTrue(other.get("nodes").get(0).get("first_step").asInt() >= 0);
        String foreign = program.run(ErrorCode.BAD_INPUT.exitCode(), "import", shared("cases/dense/affine_lif_f64.nir"), "--recording", recording);
        assertTrue(foreign.contains("another network"), foreign);
    }

    @Test
    void aProjectKeepsNetworksAndComparesThem() throws Exception {
        Path project = Files.createDirectory(folder.resolve("mine"));
        Files.copy(Path.of("sample-projects", "digits-quickstart", "project.yaml"), project.resolve("project.yaml"));
        RealProgram program = new RealProgram(folder);
        String kept = program.run(0, "import", shared("cases/csnn/csnn_avg_lif.nir"), "--project", "mine");
        assertTrue(kept.contains("kept as"), kept);
        assertTrue(Files.exists(project.resolve("imported").resolve("csnn_avg_lif.nir")));
        program.run(0, "import", shared("cases/csnn/csnn_avg_lif.nir"), "--project", "mine");
        Path other = Files.copy(Path.of(shared("cases/skip/skip_two.nir")), folder.resolve("csnn_avg_lif.nir"));
        String refused = program.run(ErrorCode.BAD_INPUT.exitCode(), "import", other.toString(), "--project", "mine");
        assertTrue(refused.contains("holds another network"), refused);
        program.run(0, "import", shared("cases/skip/skip_two.nir"), "--project", "mine");
        JsonNode compared = program.json(0, "import", "--project", "mine", "--json");
        assertEquals(2, compared.get("networks").size());
    }

    @Test
    void anImportedNetworkRunsOnTheChipAndItsAccuracyIsCompared() throws Exception {
        Path project = Files.createDirectory(folder.resolve("mine"));
        Files.copy(Path.of("sample-projects", "digits-quickstart", "project.yaml"), project.resolve("project.yaml"));
        RealProgram program = new RealProgram(folder);
        program.run(0, "export", "mine", "--matrix", "0001 0000 0000 0000", "--to", "design.nir");
        JsonNode measured = program.json(0, "chip-accuracy", "mine", "--imported", "design.nir", "--images", "20", "--seeds", "1", "--threads", "1",
                "--json");
        assertEquals("design.nir", measured.get("imported").asText());
        assertTrue(measured.get("remarks").toString().contains("in units of its deviation"), "as the file says");
        JsonNode compared = program.json(0, "import", "--project", "mine", "--json").get("networks").get(0);
        assertEquals(measured.get("points").get(0).get("on_chip_accuracy").asDouble(), compared.get("on_chip_accuracy").asDouble());
        assertEquals(measured.get("candidate").asText(), compared.get("sha256").asText());
        JsonNode other = program.json(0, "chip-accuracy", "mine", "--imported", "design.nir", "--images", "20", "--seeds", "1", "--threads", "1",
                "--encoding", "rate", "--time-steps", "2", "--readout", "last", "--json");
        assertTrue(other.get("remarks").toString().contains("2 time steps") && other.get("remarks").toString().contains("random spikes"));
        String refused = program.run(ErrorCode.BAD_INPUT.exitCode(), "chip-accuracy", "mine", "--imported", shared("cases/csnn/csnn_avg_lif.nir"));
        assertTrue(refused.contains("csnn_avg_lif.nir: node \"input\" takes"), refused);
    }

    @Test
    void whatIsWrongIsSaidByNode() {
        RealProgram program = new RealProgram(folder);
        String refused = program.run(ErrorCode.BAD_DATA.exitCode(), "import", shared("bad/affine_wrong_input.nir"));
        assertTrue(refused.contains("affine_wrong_input.nir: node \"fc1\" expects 5 inputs but \"input\" gives 6"), refused);
        String unmapped = program.run(0, "import", shared("cases/delay/delay_uniform.nir"));
        assertTrue(unmapped.contains("Not mapped:") && unmapped.contains("(Delay)"), unmapped);
        assertTrue(program.run(ErrorCode.BAD_INPUT.exitCode(), "import").contains("say which file"));
        assertFalse(program.run(ErrorCode.BAD_INPUT.exitCode(), "import", "x.nir", "--input-bits", "0").contains("Exception"));
    }
}
