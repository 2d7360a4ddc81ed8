package org.hasnas.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MacroChoiceTest {
    private static final String CELL = "0302 0030 3003 0000";

    @Test
    void textIsReadBack() {
        Architecture design = Architecture.parse(CELL + " @ time-steps=2 width=8 weight-bits=4");
        assertEquals(new MacroChoice(Map.of(Dimension.WIDTH, List.of(8), Dimension.TIME_STEPS, List.of(2), Dimension.WEIGHT_BITS, List.of(4))),
                design.macro());
        assertEquals(CELL + " @ width=8 time-steps=2 weight-bits=4", design.text());
        assertEquals(design, Architecture.parse(design.text()));
        assertEquals(CELL, Architecture.parse(CELL).text());
    }

    @Test
    void kindsHaveNames() {
        Architecture design = Architecture.parse(CELL + " @ adc-kind=sar adc-bits=4");
        assertEquals(CELL + " @ adc-bits=4 adc-kind=sar", design.text());
        assertEquals(2, design.macro().orElse(Dimension.ADC_KIND, 0));
        assertEquals(MacroChoice.parse("adc-bits=4 adc-kind=sar"), design.macro().ofChip());
        assertEquals(Architecture.parse(CELL), design.ofNetwork());
        assertEquals("adc-kind flash, sar", DesignChoices.NONE.with(Dimension.ADC_KIND, List.of(2, 1)).text());
        String message = assertThrows(IllegalArgumentException.class, () -> MacroChoice.parse("adc-kind=2")).toString();
        assertTrue(message.contains("flash or sar"), message);
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
    void stagesMayHaveWidthsAndCellsOfTheirOwn() {
        NetworkTemplates.Preset digits = NetworkTemplates.DIGITS;
        Architecture design = Architecture.parse(CELL + " @ cells-per-stage=1-2 width=8-24");
        assertEquals(CELL + " @ width=8-24 cells-per-stage=1-2", design.text());
        assertEquals(design, Architecture.parse(design.text()));
        NetworkTemplate chosen = Network.of(digits.template(), digits.space(), design).template();
        assertEquals(List.of(new NetworkTemplate.Stage(8, 1), new NetworkTemplate.Stage(24, 2)), chosen.stages());
        assertEquals(16.0, design.macro().number(Dimension.WIDTH).orElseThrow(), "their mean stands on an axis");
        assertEquals(design, CanonicalForm.of(digits.template(), digits.space(), design));
        Architecture everywhere = Architecture.parse(CELL + " @ cells-per-stage=2");
        assertEquals(4, Network.of(digits.template(), digits.space(), everywhere).template().cellCount());
        Architecture perCell = Architecture.parse(String.join(" | ", CELL, CELL, CELL) + " @ cells-per-stage=1-2");
        assertEquals(3, Network.of(digits.template(), digits.space(), perCell).template().cellCount());
        for (String wrong : List.of("width=8-16-24", "time-steps=1-2", "cells-per-stage=1-0", "width=8--2")) {
            assertThrows(IllegalArgumentException.class,
                    () -> Network.of(digits.template(), digits.space(), Architecture.parse(CELL + " @ " + wrong)), wrong);
        }
    }

    @Test
    void aChipDoesNotMakeAnotherNetwork() {
        Architecture design = Architecture.parse(CELL + " @ adc-bits=5 crossbar-size=64 weight-bits=4");
        assertEquals(CELL + " @ weight-bits=4 crossbar-size=64 adc-bits=5", design.text());
        assertEquals("weight-bits=4", design.macro().ofNetwork().text());
        NetworkTemplates.Preset digits = NetworkTemplates.DIGITS;
        assertEquals(Network.of(digits.template(), digits.space(), design.with(design.macro().ofNetwork())).convolutions(),
                Network.of(digits.template(), digits.space(), design).convolutions());
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
        assertThrows(IllegalArgumentException.class, () -> new DesignChoices(Map.of(Dimension.WIDTH, List.of(List.of(8), List.of(8, 16)))));
        List<Integer> many = IntStream.rangeClosed(1, 64).boxed().toList();
        assertThrows(IllegalArgumentException.class, () -> new DesignChoices(many, many, List.of(2, 4, 8)), "too many to look through");
    }
}
