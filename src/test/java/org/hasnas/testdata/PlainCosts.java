package org.hasnas.testdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.LayerListCsv;
import org.hasnas.files.codec.SpikeRatesJson;
import org.hasnas.files.export.CostCsv;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.workbench.cost.Costs;

/** Costs for front ends: the real physical model, and a test's own plain numbers instead of the SpikeSim model's. */
public abstract class PlainCosts implements Costs {
    protected abstract SpikeSimCostReport spikeSim(Network network, HardwareSettings hardware);

    @Override
    public final CostReport report(Network network, HardwareSettings hardware) throws HasnasException {
        return hardware instanceof PhysicalSettings physical ? ChipCost.of(physical).report(network) : spikeSim(network, hardware);
    }

    @Override
    public final PhysicalSettings physical(String profileName, String catalogName, Path folder, SpikeRateSource rates) throws HasnasException {
        return HardwareProfiles.settings(profileName, catalogName, folder, rates);
    }

    @Override
    public List<ConvolutionLayer> layers(Path file) throws HasnasException {
        return LayerListCsv.read(file);
    }

    @Override
    public SpikeRates spikeRates(Path file, Optional<Network> network) throws HasnasException {
        return SpikeRatesJson.read(file, network);
    }

    @Override
    public void export(CostReport report, ConstraintSet limits, Path file) throws HasnasException {
        StringBuilder text = new StringBuilder();
        try {
            export(report, limits, text);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder takes every text", e);
        }
        TextFile.write(file, text.toString());
    }

    @Override
    public void export(CostReport report, ConstraintSet limits, Appendable out) throws IOException {
        CostCsv.write(report, limits, out);
    }

    @Override
    public SpikeSimCostReport report(List<ConvolutionLayer> layers, int timeSteps, SpikeSimSettings hardware) {
        throw Unexpected.call("Costs.report of layers");
    }

    @Override
    public List<Trial> recost(SearchRequest request, List<Trial> trials, HardwareSettings hardware) throws HasnasException {
        throw Unexpected.call("Costs.recost");
    }

    @Override
    public List<HardwareProfile> profiles() throws HasnasException {
        throw Unexpected.call("Costs.profiles");
    }
}
