package org.hasnas.data;

import org.hasnas.data.ImageSet.Normalization;
import org.hasnas.network.NetworkTemplate.ImageShape;

/** Mean and standard deviation of training pixels, from exact integer sums, for sets without published constants. */
final class PixelStatistics {
    private PixelStatistics() {}

    /**
     * @param pixels [image][channel][row][column], unsigned, at least one image
     * @param scale largest byte value
     * @return per channel, in units of {@code scale}; the deviation of a constant channel is 1
     */
    static Normalization normalization(byte[] pixels, ImageShape shape, int scale) {
        int plane = shape.height() * shape.width();
        float[] mean = new float[shape.channels()];
        float[] deviation = new float[shape.channels()];
        for (int channel = 0; channel < shape.channels(); channel++) {
            long count = 0;
            long sum = 0;
            long squares = 0;
            for (int start = channel * plane; start < pixels.length; start += shape.size()) {
                for (int position = start; position < start + plane; position++) {
                    int value = pixels[position] & 0xFF;
                    sum += value;
                    squares += (long) value * value;
                }
                count += plane;
            }
            double average = (double) sum / count;
            double variance = Math.max(0, (double) squares / count - average * average);
            mean[channel] = (float) (average / scale);
            deviation[channel] = variance == 0 ? 1 : (float) (Math.sqrt(variance) / scale);
        }
        return new Normalization(scale, mean, deviation);
    }
}
