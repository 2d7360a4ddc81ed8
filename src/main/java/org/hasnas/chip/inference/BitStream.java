package org.hasnas.chip.inference;

import java.util.Arrays;
import java.util.Optional;

/** Sends integers to the word lines of a matrix bit by bit, the least first, and shifts and adds up what comes of each bit. For one thread. */
public final class BitStream {
    private final MatrixUnit unit;
    private final int bits;
    private final boolean isSigned;
    private final int[] rows;
    private final int[] cycle;
    private final ReadNoise passed = ReadNoise.of(0, 0);

    /**
     * @param inputs of the matrix
     * @param bits of an input
     * @param isSigned whether the highest one is the sign, in two's complement
     */
    public BitStream(MatrixUnit unit, int inputs, int bits, boolean isSigned) {
        this.unit = unit;
        this.bits = bits;
        this.isSigned = isSigned;
        this.rows = new int[inputs + 1]; // one more, see active
        this.cycle = new int[unit.width()];
    }

    /** How many sums there are, see {@link MatrixUnit#width}. */
    public int width() {
        return unit.width();
    }

    /**
     * Adds the product with integers that fit the bits.
     *
     * @return how many of the bits were ones
     */
    public int multiply(int[] inputs, int[] sums, ReadNoise noise) {
        int sent = (1 << bits) - 1;
        if (!unit.multiplyIntegers(inputs, sent, sums, noise)) {
            for (int bit = 0; bit < bits; bit++) {
                send(inputs, bit, sums, noise);
            }
        }
        int ones = 0;
        for (int input : inputs) {
            ones += Integer.bitCount(input & sent);
        }
        return ones;
    }

    /** Memory for products with integers that come again; none if they can't be made again. */
    Optional<RepeatedProducts> repeated(int products) {
        return unit.repeated(products);
    }

    /** Keeps the product with integers that will come again. */
    void remember(int[] inputs, RepeatedProducts products) {
        boolean isKnown = true;
        Arrays.fill(cycle, 0);
        passed.moveTo(0);
        if (unit.multiplyIntegers(inputs, (1 << bits) - 1, cycle, passed)) {
            products.add(cycle, 1);
            products.pass(passed.position());
        } else {
            for (int bit = 0; bit < bits && isKnown; bit++) {
                isKnown = unit.remember(rows, active(inputs, bit), worth(bit), products);
            }
        }
        products.finish(isKnown);
    }

    /** Adds a read of a product that was kept, see {@link RepeatedProducts.Reader}. */
    void readAgain(int[] inputs, int worth, int from, int to, int[] sums, ReadNoise noise) {
        active(inputs, Integer.numberOfTrailingZeros(worth));
        System.arraycopy(rows, from, rows, 0, to - from);
        addCycle(to - from, worth, sums, noise);
    }

    private int active(int[] inputs, int bit) {
        int count = 0;
        for (int row = 0; row < inputs.length; row++) { // half of the bits are ones: written always, which is faster than asking
            rows[count] = row;
            count += inputs[row] >> bit & 1;
        }
        return count;
    }

    private int worth(int bit) {
        return isSigned && bit == bits - 1 ? -(1 << bit) : 1 << bit;
    }

    private void send(int[] inputs, int bit, int[] sums, ReadNoise noise) {
        addCycle(active(inputs, bit), worth(bit), sums, noise); // also if none is on: that, too, is sent
    }

    private void addCycle(int count, int worth, int[] sums, ReadNoise noise) {
        Arrays.fill(cycle, 0);
        unit.multiply(rows, count, cycle, noise);
        for (int output = 0; output < cycle.length; output++) {
            sums[output] += cycle[output] * worth;
        }
    }
}
