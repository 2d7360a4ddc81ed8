package org.hasnas.chip.inference;

import org.hasnas.chip.circuit.CellAccess;
import org.hasnas.chip.circuit.CircuitResistances;
import org.hasnas.chip.device.CellLevels;
import org.hasnas.chip.inference.model.ChipConditions;
import org.hasnas.chip.inference.model.ChipConditions.Compensation;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.Device;
import org.hasnas.chip.model.Imperfections;

/**
 * The cells of a chip and their circuit, with everything of {@link ChipConditions} that changes effective conductances. Equal ones with equal
 * seeds give equal chips; read noise is drawn when columns are read.
 *
 * @param side cells in a row and in a column
 * @param ageRatio time since programming over the time of the first read, 1 s
 * @param compensation of the gains of arrays or columns
 * @param die whose measured cells stand in place of simulated ones
 */
record CellCircuit(int side, CellLevels levels, CellAccess access, CircuitResistances resistances, Imperfections imperfections, double ageRatio,
        Compensation compensation, MeasuredDie die) {
    static CellCircuit of(HardwareProfile profile, ChipConditions conditions) {
        Device device = profile.device();
        Imperfections cells = conditions.cells();
        return new CellCircuit(profile.array().size(),
                CellLevels.ofOhms(device.onResistanceOhms(), device.offResistanceOhms(), profile.array().cellBits()),
                conditions.gated() && conditions.wireOhms() > 0 ? CellAccess.GATED_TRANSISTOR : CellAccess.DIRECT,
                CircuitResistances.wires(conditions.wireOhms()),
                new Imperfections(cells.lognormalRatio(), 0, 0, cells.stuckOnProbability(), cells.stuckOffProbability(), cells.driftRate(),
                        cells.driftSpreadRatio(), cells.published()),
                conditions.ageSeconds(),
                conditions.compensation(), MeasuredDie.NONE);
    }

    /** The same with the cells of a die that were measured. */
    CellCircuit with(MeasuredDie measured) {
        return new CellCircuit(side, levels, access, resistances, imperfections, ageRatio, compensation, measured);
    }

    /** Whether what a cell gives its column depends on which other rows are on. */
    boolean gated() {
        return access == CellAccess.GATED_TRANSISTOR;
    }

    boolean hasWires() {
        return !resistances.equals(CircuitResistances.IDEAL);
    }
}
