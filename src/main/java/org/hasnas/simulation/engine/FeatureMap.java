package org.hasnas.simulation.engine;

/**
 * Values of a layer for a block of frames: row {@code frame * positions + y * width + x} holds the channels of a pixel. Rows may be
 * longer than {@code channels} (shared scratch) and may be shared between maps.
 */
final class FeatureMap {
    final float[][] rows;
    final int height;
    final int width;
    final int channels;

    FeatureMap(float[][] rows, int height, int width, int channels) {
        this.rows = rows;
        this.height = height;
        this.width = width;
        this.channels = channels;
    }

    int positions() {
        return height * width;
    }
}
