package org.hasnas.simulation.kernel.training;

/**
 * Layout of a matrix that others are multiplied with: panels of 32 columns (a last one may have 16), in each row after row, so that a
 * product reads it in one stream.
 */
public final class PanelMatrix {
    /** Columns of a panel: two of the widest vectors. */
    static final int WIDTH = 2 * SameConvolution.LANES;

    private PanelMatrix() {}

    /** Columns of the panel that begins at a column. */
    static int width(int columns, int firstColumn) {
        return Math.min(WIDTH, columns - firstColumn);
    }

    /** Lays out {@code rows} rows of {@code columns} floats that lie one behind the other from {@code from}. */
    public static void copy(float[] source, int from, int rows, int columns, float[] target) {
        for (int panel = 0; panel < columns; panel += WIDTH) {
            int width = width(columns, panel);
            for (int row = 0; row < rows; row++) {
                System.arraycopy(source, from + row * columns + panel, target, panel * rows + row * width, width);
            }
        }
    }

    /** Where an element lies. */
    static int index(int rows, int columns, int row, int column) {
        int first = column / WIDTH * WIDTH;
        return first * rows + row * width(columns, first) + column - first;
    }
}
