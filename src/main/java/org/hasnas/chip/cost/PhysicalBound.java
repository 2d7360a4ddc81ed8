package org.hasnas.chip.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.mapping.FloorPlan;
import org.hasnas.chip.mapping.TiledLayer;
import org.hasnas.chip.model.ChipComponent;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.Fabric;
import org.hasnas.chip.model.HardwareProfile.Interconnect;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.Operation;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/** What every network of a space costs at least whose layers contain those of a given one. */
final class PhysicalBound {
    /** Sums are made in another order than in the model itself. */
    private static final double ROUNDING = 1 - 1e-12;

    private final PhysicalConstants constants;
    private final HardwareProfile profile;
    private final SpikeRates rates;
    private final int serialBits;

    private PhysicalBound(PhysicalConstants constants, HardwareProfile profile, SpikeRates rates, int serialBits) {
        this.constants = constants;
        this.profile = profile;
        this.rates = rates;
        this.serialBits = serialBits;
    }

    static HardwareCost of(PhysicalConstants constants, HardwareProfile profile, Network network, SpikeRates rates) {
        PhysicalInputs inputs = new PhysicalInputs(NetworkWork.layers(network, profile), network.template().timeSteps(), List.of(), Set.of());
        return new PhysicalBound(constants, profile, NetworkWork.withSums(network, rates), PhysicalFormulas.serialBits(inputs)).bound(network,
                inputs);
    }

    private HardwareCost bound(Network network, PhysicalInputs inputs) {
        List<List<TiledLayer>> placements = placements(network, inputs);
        double placed = 0;
        double arrayArea = Double.POSITIVE_INFINITY;
        Fabric fabric = profile.layout().fabric();
        for (List<TiledLayer> ofLayer : placements) {
            double least = Double.POSITIVE_INFINITY;
            for (TiledLayer tiled : ofLayer) {
                PhysicalFormulas formulas = formulas(tiled, 0, 0);
                least = Math.min(least, formulas.area() - formulas.area(0, ChipComponent.INTERCONNECT));
                arrayArea = Math.min(arrayArea, formulas.arrayArea());
            }
            placed += least;
        }
        double area = 0;
        double energy = 0;
        double clocks = 0;
        double slowest = 0;
        double period = Double.POSITIVE_INFINITY;
        double tileArea = Double.POSITIVE_INFINITY;
        for (List<TiledLayer> ofLayer : placements) {
            double leastArea = Double.POSITIVE_INFINITY;
            double leastEnergy = Double.POSITIVE_INFINITY;
            double leastClocks = Double.POSITIVE_INFINITY;
            for (TiledLayer tiled : ofLayer) {
                PhysicalFormulas formulas = formulas(tiled, Math.sqrt(arrayArea),
                        fabric.interconnect() == Interconnect.MESH ? 0 : Math.sqrt(placed));
                leastArea = Math.min(leastArea, formulas.area());
                leastEnergy = Math.min(leastEnergy, formulas.energy());
                leastClocks = Math.min(leastClocks, formulas.stepClocks() / fabric.layerCopies());
                tileArea = Math.min(tileArea, formulas.area() / tiled.tiles());
                period = Math.min(period, formulas.clockNanoseconds());
            }
            area += leastArea;
            energy += leastEnergy;
            clocks += leastClocks;
            slowest = Math.max(slowest, leastClocks);
        }
        if (fabric.mostTiles() > 0) {
            area = Math.min(area, fabric.mostTiles() * tileArea);
        }
        int steps = inputs.timeSteps();
        double inference = switch (profile.layout().schedule()) {
            case LAYER_BY_LAYER -> steps * clocks;
            case PIPELINED -> clocks + (steps - 1) * slowest;
        };
        return new HardwareCost(CostModelId.PHYSICAL, network.parameters(), network.convolutionWeights(),
                Area.ofSquareMicrometres(area * ROUNDING), Latency.ofNanoseconds(period * inference * ROUNDING),
                Energy.ofPicojoules(steps * energy * ROUNDING));
    }

    private PhysicalFormulas formulas(TiledLayer tiled, double arraySide, double chipSide) {
        return new PhysicalFormulas(constants, profile, new PhysicalInputs(List.of(tiled.layer()), 1, List.of(), Set.of()), tiled, rates, serialBits,
                arraySide, chipSide);
    }

    private List<List<TiledLayer>> placements(Network network, PhysicalInputs inputs) {
        long known = 1;
        long widest = 1;
        for (CrossbarLayer layer : inputs.layers()) {
            known = Math.max(known, (long) layer.kernelSize() * layer.kernelSize());
            widest = Math.max(widest, layer.outChannels());
        }
        for (NetworkTemplate.Stage stage : network.template().stages()) {
            widest = Math.max(widest, stage.width());
        }
        long most = known;
        for (Operation operation : network.space().operations()) {
            for (Operation.Kernel kernel : operation.kernels()) {
                most = Math.max(most, (long) kernel.size() * kernel.size());
            }
        }
        List<List<TiledLayer>> placements = new ArrayList<>();
        for (CrossbarLayer layer : inputs.layers()) {
            placements.add(FloorPlan.placements(layer, profile.array().size(), profile.array().cellsPerWeight(),
                    profile.layout().kernelTiles(), known, most, widest));
        }
        return placements;
    }
}
