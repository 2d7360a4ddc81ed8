package org.hasnas.workbench.cost;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.hasnas.chip.catalog.DeviceFiles;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.CostModels;
import org.hasnas.chip.cost.PhysicalModel;
import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.DeviceStatistics;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.LayerListCsv;
import org.hasnas.files.codec.SpikeRatesJson;
import org.hasnas.files.export.CostCsv;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.search.algorithm.TypicalLimits;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.feasibility.FeasibilityCheck;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.workbench.jobs.Jobs;
import org.hasnas.workbench.project.TextFiles;

/** Costs in this process. */
public final class LocalCosts implements Costs {
    private final CostModels models;
    private final Jobs jobs;
    /** The last one, since limits change more often than spaces and chips. */
    private final AtomicReference<Optional<Checked>> checked = new AtomicReference<>(Optional.empty());

    /** What was asked about feasibility, whatever the limits. */
    private record Checked(NetworkTemplate template, SearchSpace space, HardwareSettings hardware, FeasibilityCheck check) {
        boolean isOf(NetworkTemplate otherTemplate, SearchSpace otherSpace, HardwareSettings otherHardware) {
            return template.equals(otherTemplate) && space.equals(otherSpace) && hardware.equals(otherHardware);
        }
    }

    public LocalCosts(CostModels models, Jobs jobs) {
        this.models = models;
        this.jobs = jobs;
    }

    @Override
    public CostReport report(Network network, HardwareSettings hardware) throws HasnasException {
        return models.of(hardware).report(network);
    }

    @Override
    public List<ConvolutionLayer> layers(Path file) throws HasnasException {
        return LayerListCsv.read(file);
    }

    @Override
    public CostReport report(List<ConvolutionLayer> layers, int timeSteps, HardwareSettings hardware) throws HasnasException {
        return switch (hardware) {
            case SpikeSimSettings chip ->
                    ConvolutionLayer.withoutLinear(layers).size() == layers.size() ? SpikeSimElaModel.bundled().cost(layers, timeSteps, chip)
                            : SpikeSimElaModel.bundled().costOfAll(layers, ConvolutionLayer.weights(layers), timeSteps,
                                    new SpikeSimSettings(chip.crossbarSize(), chip.pesPerTile(), chip.device(), true));
            case PhysicalSettings chip -> switch (chip.spikeRates()) {
                case SpikeRateSource.Given(SpikeRates rates) -> new PhysicalModel(chip.profile(), chip).cost(layers,
                        timeSteps, rates);
                case SpikeRateSource.Measured _ -> throw new IllegalArgumentException("a list of layers can't be simulated");
            };
        };
    }

    @Override
    public List<Trial> recost(SearchRequest request, List<Trial> trials, HardwareSettings hardware) throws HasnasException {
        CandidateCosts costs = new CandidateCosts(models.of(hardware.withEventRatesOf(request.hardware())), request.template(), request.space());
        return trials.stream().map(costs::recosted).toList();
    }

    @Override
    public List<Trial> price(SearchRequest request, List<Architecture> designs) throws HasnasException {
        CandidateCosts costs = new CandidateCosts(models.of(request.hardware()), request.template(), request.space());
        return IntStream.range(0, designs.size())
                .mapToObj(i -> new Trial(i, designs.get(i), new TrialOutcome.Unscored(costs.cost(designs.get(i))), 0)).toList();
    }

    @Override
    public JobHandle<Progress, Feasibility> feasibility(NetworkTemplate template, SearchSpace space, HardwareSettings hardware,
            ConstraintSet limits) {
        return jobs.start("Feasibility", job -> {
            try {
                return check(template, space, hardware).check(limits, job);
            } catch (IllegalArgumentException refused) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "The space does not fit: " + refused.getMessage() + ".", refused);
            }
        });
    }

    private FeasibilityCheck check(NetworkTemplate template, SearchSpace space, HardwareSettings hardware) throws HasnasException {
        Optional<Checked> last = checked.get().filter(known -> known.isOf(template, space, hardware));
        if (last.isPresent()) {
            return last.get().check();
        }
        FeasibilityCheck check = new FeasibilityCheck(new CandidateCosts(models.of(hardware), template, space));
        checked.set(Optional.of(new Checked(template, space, hardware, check)));
        return check;
    }

    @Override
    public JobHandle<Progress, ConstraintSet> typicalLimits(SearchRequest request) {
        return jobs.start("Limits", job -> TypicalLimits.of(request,
                new CandidateCosts(models.of(request.hardware()), request.template(), request.space()), job));
    }

    @Override
    public List<HardwareProfile> profiles() throws HasnasException {
        List<HardwareProfile> profiles = new ArrayList<>();
        for (String name : HardwareProfiles.BUNDLED) {
            profiles.add(HardwareProfiles.find(name));
        }
        return profiles;
    }

    @Override
    public List<DeviceStatistics> devices() throws HasnasException {
        return DeviceFiles.bundled();
    }

    @Override
    public PhysicalSettings physical(String profileName, String catalogName, Path folder, SpikeRateSource rates) throws HasnasException {
        return HardwareProfiles.settings(profileName, catalogName, folder, rates);
    }

    @Override
    public SpikeRates spikeRates(Path file, Optional<Network> network) throws HasnasException {
        return SpikeRatesJson.read(file, network);
    }

    @Override
    public void export(CostReport report, ConstraintSet limits, Path file) throws HasnasException {
        TextFiles.write(file, out -> CostCsv.write(report, limits, out));
    }

    @Override
    public void export(CostReport report, ConstraintSet limits, Appendable out) throws IOException {
        CostCsv.write(report, limits, out);
    }
}
