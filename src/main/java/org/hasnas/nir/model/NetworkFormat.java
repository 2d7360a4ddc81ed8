package org.hasnas.nir.model;

/** Formats in which whole networks leave the program. */
public enum NetworkFormat {
    /** The interchange format of spiking networks. */
    NIR("nir"),
    /** A module of plain PyTorch, with its weights as .npz beside it. */
    PYTORCH("py"),
    /** A model of standard ONNX operators, unrolled over the time steps. */
    ONNX("onnx"),
    /** A zip of memory files for Verilog: integer weights, and what comes out for some images. */
    VERILOG("verilog.zip"),
    /** A folder with which PyTorch trains the network elsewhere. */
    TRAINING_JOB("job"),
    /** A zip of the network on its crossbars for tools that simulate chips: DNN+NeuroSim, SpikeSim, ngspice. */
    HARDWARE("hardware.zip");

    private final String ending;

    NetworkFormat(String ending) {
        this.ending = ending;
    }

    /** How names of such files end, without the dot. */
    public String ending() {
        return ending;
    }
}
