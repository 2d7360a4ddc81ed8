package org.hasnas.cli.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.hasnas.cli.CliRun;
import org.hasnas.cli.CommandFixture;
import org.junit.jupiter.api.Test;

final class ProfilesCommandTest extends CommandFixture {
    @Test
    void everyValueAndConstantComesWithItsSource() {
        JsonNode json = cli.run("profiles", "neurosim-22nm-rram", "--json").json();
        JsonNode on = json.path("values").valueStream().filter(one -> one.path("key").asText().equals("on-resistance-ohms")).findFirst()
                .orElseThrow();
        assertEquals("6000.0", on.path("value").asText());
        assertTrue(on.path("source").asText().contains("resistanceOn = 6e3 (DNN+NeuroSim V1.3"), on.toString());
        assertEquals("neurosim-1.3-22nm-rram", json.path("catalog").asText());
        assertTrue(json.path("constants").size() > 30);
        json.path("constants").forEach(constant -> assertTrue(constant.path("source").asText().contains("Sim"), constant.toString()));
        String text = cli.run("profiles", "neurosim-22nm-rram").out();
        assertTrue(text.contains("no published source; chosen for this program: no floor") && text.contains("cell.area"), text);
    }

    @Test
    void profilesAreListedAndAWrongNameIsTold() {
        assertTrue(cli.run("profiles").out().lines()
                .anyMatch(line -> line.startsWith("neurosim-22nm-rram ") && line.contains("neurosim-1.3-22nm-rram")));
        CliRun.Outcome outcome = cli.run("profiles", "neurosim-7nm");
        assertEquals(3, outcome.exitCode());
        assertTrue(outcome.err().contains("There is no hardware profile 'neurosim-7nm'; give a file or one of"), outcome.err());
    }
}
