package org.hasnas.chip.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hasnas.chip.catalog.ComponentCatalog;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.model.CatalogEntry;
import org.hasnas.chip.model.ChipComponent;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.AdcKind;
import org.hasnas.chip.model.HardwareProfile.Array;
import org.hasnas.chip.model.HardwareProfile.Converter;
import org.hasnas.chip.model.HardwareProfile.Device;
import org.hasnas.chip.model.HardwareProfile.Layout;
import org.hasnas.chip.model.HardwareProfile.Schedule;
import org.hasnas.chip.model.HardwareProfile.SignCoding;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalCostReport.LayerCost;
import org.hasnas.chip.model.PhysicalCostReport.PartCost;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.network.Architecture;
import org.hasnas.network.Dimension;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.testdata.OddSides;
import org.hasnas.units.EnumNames;
import org.junit.jupiter.api.Test;

/** The scaling laws that the chip runs of NeuroSim follow. */
final class PhysicalModelTest {
    private static final List<CrossbarLayer> LAYERS = List.of(
            new CrossbarLayer("a", -1, 64L * 128 * 9, 64, 128, 3, 324, 256, 1, 0), new CrossbarLayer("b", -1, 128L * 128, 128, 128, 1, 64, 64, 1, 0));

    private static HardwareProfile profile(String catalog, AdcKind adc, int adcBits, int mux, Schedule schedule) {
        return new HardwareProfile("test", "", catalog, new Array(128, 2, 8, SignCoding.OFFSET), new Converter(adc, adcBits, mux, 0),
                new Device(6000, 900_000, 0.5), new Layout(8, true, true, schedule));
    }

    private static PhysicalCostReport cost(HardwareProfile profile, double rate) throws Exception {
        return new PhysicalModel(profile, HardwareProfiles.catalog(profile)).cost(PhysicalInputs.matrices(LAYERS), SpikeRates.of(rate));
    }

    private static PartCost part(AdcKind adc, int bits, double rate, ChipComponent component) throws Exception {
        return cost(profile("neurosim-22nm", adc, bits, 8, Schedule.LAYER_BY_LAYER), rate).component(component);
    }

    @Test
    void cellsTakeFourByTwelveFeatures() throws Exception {
        for (String node : List.of("22", "32", "45", "65")) {
            PhysicalCostReport report = cost(profile("neurosim-" + node + "nm", AdcKind.FLASH, 5, 8, Schedule.LAYER_BY_LAYER), 0.1);
            double built = 0;
            for (var layer : report.layers()) {
                built += (double) layer.weights() * 4 * layer.copies() / layer.utilizationFraction();
            }
            double feature = Integer.parseInt(node) * 1e-9;
            assertEquals(built * 48 * feature * feature, report.component(ChipComponent.CELLS).area().squareMetres(), 1e-12);
        }
    }

    @Test
    void flashAreaGrowsWithComparatorsAndSarAreaWithBits() throws Exception {
        double three = part(AdcKind.FLASH, 3, 0.1, ChipComponent.ADC).area().squareMetres();
        double five = part(AdcKind.FLASH, 5, 0.1, ChipComponent.ADC).area().squareMetres();
        assertEquals(31.0 / 7, five / three, 1e-9);
        double s4 = part(AdcKind.SAR, 4, 0.1, ChipComponent.ADC).area().squareMetres();
        double s6 = part(AdcKind.SAR, 6, 0.1, ChipComponent.ADC).area().squareMetres();
        double s8 = part(AdcKind.SAR, 8, 0.1, ChipComponent.ADC).area().squareMetres();
        assertEquals(s6 - s4, s8 - s6, 1e-15);
        assertEquals((30.487 + 18.745 * 6) / (30.487 + 18.745 * 4), s6 / s4, 1e-9);
    }

    @Test
    void aDesignChoosesTheKindOfItsConvertersByName() throws Exception {
        assertEquals(Arrays.stream(AdcKind.values()).map(EnumNames::of).toList(), Dimension.ADC_KIND.names());
        HardwareProfile flash = profile("neurosim-22nm", AdcKind.FLASH, 5, 8, Schedule.LAYER_BY_LAYER);
        HardwareProfile sar = profile("neurosim-22nm", AdcKind.SAR, 5, 8, Schedule.LAYER_BY_LAYER);
        assertEquals(sar, flash.chosenBy(MacroChoice.parse("adc-kind=sar")));
        assertEquals(flash, sar.chosenBy(MacroChoice.parse("adc-kind=flash")));
        assertEquals(sar, sar.chosenBy(MacroChoice.parse("adc-bits=5")));
        assertTrue(cost(sar, 0.1).total().area().squareMetres() != cost(flash, 0.1).total().area().squareMetres());
    }

    @Test
    void conversionsDontDependOnTheMultiplexer() throws Exception {
        for (AdcKind adc : AdcKind.values()) {
            double at4 = cost(profile("neurosim-22nm", adc, 5, 4, Schedule.LAYER_BY_LAYER), 0.1).component(ChipComponent.ADC).energy().joules();
            double at16 = cost(profile("neurosim-22nm", adc, 5, 16, Schedule.LAYER_BY_LAYER), 0.1).component(ChipComponent.ADC).energy().joules();
            assertEquals(1, at16 / at4, 1e-12);
        }
    }

    @Test
    void energyIsAffineInTheSpikeRateOnceEveryReadHasSpikes() throws Exception {
        HardwareProfile chip = profile("neurosim-22nm", AdcKind.FLASH, 5, 8, Schedule.LAYER_BY_LAYER);
        double low = cost(chip, 0.3).total().energy().joules();
        double middle = cost(chip, 0.5).total().energy().joules();
        double high = cost(chip, 0.7).total().energy().joules();
        assertEquals(high - middle, middle - low, 1e-6 * middle);
        assertTrue(low < middle && cost(chip, 0).total().energy().joules() < low);
        double latency = cost(chip, 0.1).total().latency().seconds();
        assertEquals(latency, cost(chip, 0.9).total().latency().seconds());
    }

    /** The second part of a separable convolution: 12 bits, no LIF units; of its input bits half are ones where a window has a spike. */
    @Test
    void aLayerThatReadsSumsReadsThemBitByBit() throws Exception {
        Network separable = Network.of(NetworkTemplates.DIGITS.template(), SearchSpaces.HASNAS_OPERATIONS, Architecture.parse("000a 0000 0000 0000"));
        HardwareProfile chip = HardwareProfiles.find("neurosim-22nm-rram");
        PhysicalModel model = new PhysicalModel(chip, HardwareProfiles.catalog(chip));
        PhysicalCostReport report = model.cost(separable, SpikeRates.of(0.1));
        LayerCost first = report.layers().get(1);
        LayerCost pointwise = report.layers().get(2);
        assertEquals("cell1.0->3.pointwise", pointwise.layer());
        assertEquals(List.of(1, 12), List.of(first.inputBits(), pointwise.inputBits()));
        assertEquals((1 - Math.pow(0.9, 9)) / 2, pointwise.spikeRate(), 1e-12);
        assertEquals(0, pointwise.part(ChipComponent.LIF).area().squareMetres());
        assertTrue(first.part(ChipComponent.LIF).area().squareMetres() > 0);
        assertTrue(report.knownLimits().stream().anyMatch(limit -> limit.contains("'cell1.0->3.pointwise' reads the sums")), report::toString);
        assertEquals(0.4, model.cost(separable, new SpikeRates(0.1, Map.of(pointwise.layer(), 0.4))).layers().get(2).spikeRate());
    }

    @Test
    void neuronsThatTheFinalPoolLeavesOverAreBuilt() throws Exception {
        HardwareProfile chip = HardwareProfiles.find("neurosim-22nm-rram");
        assertEquals(List.of(5 * 7 * 7L, 6L), classifierNeurons(OddSides.twoStages(), chip));
        assertEquals(List.of(5 * 3 * 3L), classifierNeurons(OddSides.threeStages(), chip));
    }

    private static List<Long> classifierNeurons(Network network, HardwareProfile chip) {
        List<CrossbarLayer> layers = NetworkWork.layers(network, chip);
        return layers.subList(network.convolutions().size(), layers.size()).stream().map(CrossbarLayer::lifNeurons).toList();
    }

    @Test
    void componentsAndLayersAddUpToTheWhole() throws Exception {
        Network network = network("0303 0030 2002 0200");
        HardwareProfile chip = HardwareProfiles.find("neurosim-22nm-rram");
        PhysicalModel model = new PhysicalModel(chip, HardwareProfiles.catalog(chip));
        PhysicalCostReport report = model.cost(network, new SpikeRates(0.1, Map.of("stem", 0.5)));
        assertEquals(report.total(), model.total(network, new SpikeRates(0.1, Map.of("stem", 0.5))));
        assertEquals(CostModelId.PHYSICAL, report.total().model());
        assertEquals(report.total().energy().joules(), report.components().stream().mapToDouble(part -> part.energy().joules()).sum(), 1e-15);
        assertEquals(report.total().area().squareMetres(), report.layers().stream().mapToDouble(layer -> layer.area().squareMetres()).sum(), 1e-15);
        assertEquals(report.total().latency().seconds(), report.layers().stream().mapToDouble(layer -> layer.latency().seconds()).sum(), 1e-12);
        assertEquals(8, report.layers().getFirst().inputBits());
        assertTrue(report.component(ChipComponent.MERGING).energy().joules() > 0);
        assertTrue(report.component(ChipComponent.LIF).area().squareMetres() > 0);
        assertTrue(report.warnings().getFirst().contains("loses partial sums"), report.warnings().toString());
        assertEquals("output", report.layers().getLast().layer());
    }

    private static Network network(String matrix) {
        NetworkTemplates.Preset preset = NetworkTemplates.byName("snasnet-cifar10").orElseThrow();
        return Network.of(preset.template(), preset.space(), Architecture.parse(matrix));
    }

    @Test
    void backwardEdgesBarPipeliningWithinTheirCell() throws Exception {
        HardwareProfile chip = profile("neurosim-22nm", AdcKind.FLASH, 5, 8, Schedule.PIPELINED);
        PhysicalModel model = new PhysicalModel(chip, HardwareProfiles.catalog(chip));
        double forward = model.cost(network("0222 0022 0002 0000"), SpikeRates.of(0.1)).interval().seconds();
        PhysicalCostReport backward = model.cost(network("0222 0022 0002 1000"), SpikeRates.of(0.1));
        double cell = backward.layers().stream().filter(layer -> layer.layer().startsWith("cell1.")).mapToDouble(layer -> layer.latency().seconds())
                .sum();
        assertTrue(backward.interval().seconds() > 1.5 * forward);
        assertEquals(cell / 5, backward.interval().seconds(), 1e-12);
    }

    @Test
    void formulasOfTheCataloguesGiveTheirValues() throws Exception {
        int formulas = 0;
        for (String node : List.of("22", "32", "45", "65")) {
            for (CatalogEntry entry : ComponentCatalog.bundled("neurosim-" + node + "nm").entries()) {
                assertTrue(entry.validRange().isPresent() && entry.scalingLaw().isPresent(), entry.key());
                if (entry.formula().isPresent()) {
                    BigDecimal product = BigDecimal.ONE;
                    for (String factor : entry.formula().get().split("\\*", -1)) {
                        product = product.multiply(new BigDecimal(factor.strip()));
                    }
                    assertEquals(product.doubleValue(), entry.value().doubleValue(), 1e-9 * product.doubleValue(), entry.key());
                    formulas++;
                }
            }
        }
        assertTrue(formulas > 50, formulas + " formulas");
    }
}
