package org.hasnas.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MacroChoiceTest {
    private static final String CELL = "0302 0030 3003 0000";

    @Test
    void textIsReadBack() {
        Architecture design = Architecture.parse(CELL + " @ time-steps=2 width=8 weight-bits=4");
        assertEquals(new MacroChoice(OptionalInt.of(8), OptionalInt.of(2), OptionalInt.of(4)), design.macro());
        assertEquals(CELL + " @ width=8 time-steps=2 weight-bits=4", design.text());
        assertEquals(design, Architecture.parse(design.text()));
        assertEquals(CELL, Architecture.parse(CELL).text());
    }

    @Test
    void wrongTextIsRefusedWithWhatIsAllowed() {
        for (String wrong : List.of("depth=3", "width", "width=", "width=x", "width=0", "width=8 width=8", "")) {
            String message = assertThrows(IllegalArgumentException.class, () -> Architecture.parse(CELL + " @ " + wrong)).toString();
            assertTrue(message.contains("width") || message.contains("@"), message);
        }
    }

    @Test
    void aNetworkHasWhatItsDesignChooses() {
        NetworkTemplates.Preset digits = NetworkTemplates.DIGITS;
        Network plain = Network.of(digits.template(), digits.space(), Architecture.parse(CELL));
        Network chosen = Network.of(digits.template(), digits.space(), Architecture.parse(CELL + " @ width=8 time-steps=2 weight-bits=4"));
        assertEquals(List.of(8, 16), chosen.template().stages().stream().map(NetworkTemplate.Stage::width).toList());
        assertEquals(2, chosen.template().timeSteps());
        assertEquals(4, chosen.template().weightBits());
        assertTrue(chosen.parameters() < plain.parameters());
        assertEquals(chosen.convolutions(), Network.of(chosen.template(), digits.space(), chosen.architecture()).convolutions());
    }

    @Test
    void theCanonicalFormKeepsTheChoice() {
        NetworkTemplates.Preset digits = NetworkTemplates.DIGITS;
        Architecture design = Architecture.parse("0003 0010 0000 0000 @ width=8");
        assertEquals("0003 0000 0000 0000 @ width=8", CanonicalForm.of(digits.template(), digits.space(), design).text());
    }

    @Test
    void allCombinationsOfAListAreChoices() {
        DesignChoices choices = new DesignChoices(List.of(16, 8), List.of(1, 2, 4), List.of());
        assertEquals(6, choices.all().size());
        assertEquals("width=8 time-steps=1", choices.all().getFirst().text());
        assertEquals(List.of(MacroChoice.OF_TEMPLATE), DesignChoices.NONE.all());
        assertThrows(IllegalArgumentException.class, () -> new DesignChoices(List.of(8, 8), List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new DesignChoices(List.of(), List.of(), List.of(1)));
    }
}
