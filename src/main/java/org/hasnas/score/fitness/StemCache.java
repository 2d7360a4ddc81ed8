package org.hasnas.score.fitness;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.hasnas.data.ImageSet;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.simulation.engine.integer.StemCurrents;

/**
 * What the stem makes of a batch, for all candidates that share stem, seed and images. Holds a bounded amount of memory and drops what was
 * not asked for longest. Two threads that ask at once compute once. Safe for several threads.
 */
final class StemCache {
    private final long mostBytes;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** All that stem currents depend on. Images are compared by identity. */
    record Key(Identity images, ImageDraw draw, long seed, int batchSize, int batches, int batch, ConvolutionLayer stem, int frames) {}

    /** Equal only to itself of the same object. */
    static final class Identity {
        private final ImageSet images;

        Identity(ImageSet images) {
            this.images = images;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // by identity, since comparing pixels would cost more than the stem
        public boolean equals(Object other) {
            return other instanceof Identity identity && identity.images == images;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(images);
        }
    }

    private record Entry(long bytes, CompletableFuture<StemCurrents> currents) {}

    StemCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    StemCurrents get(Key key, Supplier<StemCurrents> compute) {
        long bytes = StemCurrents.bytes(key.stem(), key.batchSize(), key.frames());
        if (bytes * key.batches() > mostBytes) {
            return compute.get(); // would only push out others
        }
        Entry mine = new Entry(bytes, new CompletableFuture<>());
        Entry known;
        synchronized (entries) {
            known = entries.putIfAbsent(key, mine);
            trim();
        }
        if (known != null) {
            try {
                return known.currents.join();
            } catch (CompletionException | CancellationException failure) {
                return compute.get(); // the other thread was cancelled or failed; this one may not be
            }
        }
        try {
            StemCurrents computed = compute.get();
            mine.currents.complete(computed);
            return computed;
        } catch (RuntimeException | Error failure) {
            synchronized (entries) {
                entries.remove(key, mine);
            }
            mine.currents.completeExceptionally(failure);
            throw failure;
        }
    }

    private void trim() {
        long bytes = 0;
        for (Entry entry : entries.values()) {
            bytes += entry.bytes;
        }
        Iterator<Entry> eldest = entries.values().iterator();
        while (bytes > mostBytes && eldest.hasNext()) {
            bytes -= eldest.next().bytes;
            eldest.remove();
        }
    }
}
