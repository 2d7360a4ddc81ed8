/**
 * NIR, the interchange format of spiking networks (neuromorphs/NIR): reads and writes its HDF5 files, checks graphs and simulates them in 64-bit
 * arithmetic, step by step as {@link org.hasnas.nir.NirSimulation} says. Lays out networks of this program as such graphs, and
 * writes graphs as PyTorch and ONNX. The only package that knows HDF5 and ONNX.
 */
@NullMarked
package org.hasnas.nir;

import org.jspecify.annotations.NullMarked;
