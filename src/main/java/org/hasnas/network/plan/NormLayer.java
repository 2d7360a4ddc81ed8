package org.hasnas.network.plan;

/** A batch norm: its name, see {@link org.hasnas.network.LayerNames#norm}, and its channels. */
public record NormLayer(String name, int channels) {}
