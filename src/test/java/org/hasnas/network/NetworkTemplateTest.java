package org.hasnas.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.Stage;
import org.junit.jupiter.api.Test;

final class NetworkTemplateTest {
    private static NetworkTemplate template(ImageShape input, int stemStride, List<Stage> stages, CellSharing sharing, int finalPool, int hidden) {
        return new NetworkTemplate("test", input, 10, stemStride, stages, sharing, finalPool, hidden, 2, 0.5, 4, LifParameters.SNASNET,
                BatchNormStatistics.PER_TIME_STEP, 8);
    }

    @Test
    void networkFollowsStagesSharesAndClassifier() {
        NetworkTemplate template = template(new ImageShape(1, 20, 12), 1, List.of(new Stage(8, 2), new Stage(16, 1), new Stage(24, 1)),
                CellSharing.PER_CELL, 2, 0);
        assertEquals(4, template.cellCount());
        assertEquals(4, template.matrixCount());
        assertEquals(20, template.voters());
        Network network = Network.of(template, SearchSpaces.SNASNET, Architecture.parse("0003 0000 0000 0000"));
        assertEquals(List.of("stem", "cell1.0->3", "cell2.0->3", "reduction1", "cell3.0->3", "reduction2", "cell4.0->3"),
                network.convolutions().stream().map(ConvolutionLayer::name).toList());
        ConvolutionLayer last = network.convolutions().getLast();
        assertEquals(List.of(24, 5, 3), List.of(last.outChannels(), last.outHeight(), last.outWidth()));
        assertEquals(List.of(new LinearLayer("output", 24 * 2, 20, true)), network.linears(), "5x3 pooled by 2 is 2x1; no hidden layer");
        long convolutions = 9L * (8 + 2 * 64 + 8 * 16 + 16 * 16 + 16 * 24 + 24 * 24);
        assertEquals(convolutions, network.convolutionWeights());
        // after each convolution, before each reduction and before the last LIF; a gain and an offset each
        long batchNorm = 2L * (3 * 8 + 2 * 16 + 2 * 24 + 8 + 16 + 24);
        assertEquals(batchNorm, network.batchNormParameters());
        assertEquals(convolutions + batchNorm + 48 * 20 + 20, network.parameters());
    }

    @Test
    void oneMatrixIsEnoughWhereCellsShareIt() {
        assertEquals(1, template(new ImageShape(3, 8, 8), 1, List.of(new Stage(8, 3)), CellSharing.SHARED, 8, 4).matrixCount());
    }

    @Test
    void aPresetFitsOtherImagesAndSaysHow() {
        NetworkTemplate digits = NetworkTemplates.DIGITS.template();
        assertEquals(digits, digits.fittedTo(digits.input(), digits.classes()));
        assertEquals(Optional.empty(), NetworkTemplates.fit(digits));
        NetworkTemplate fitted = digits.fittedTo(new ImageShape(1, 28, 28), 26);
        assertEquals(List.of(new LinearLayer("hidden", 32 * 2 * 2, 64, false), new LinearLayer("output", 64, 260, true)),
                Network.of(fitted, SearchSpaces.SNASNET, Architecture.parse("0003 0000 0000 0000")).linears(), "as many features as of digits");
        assertEquals("digits fitted to 1x28x28, 26 classes: maps of 28x28, 14x14; final pool 7 instead of 2 -> 2x2",
                NetworkTemplates.fit(fitted).orElseThrow());
        assertEquals("snasnet-cifar10 fitted to 1x28x30, 10 classes: maps of 28x30, 14x15; final pool 3 instead of 4 -> 4x5 (not reading the last 2"
                + " rows and 0 columns)",
                NetworkTemplates.fit(NetworkTemplates.SNASNET_CIFAR10.template().fittedTo(new ImageShape(1, 28, 30), 10))
                        .orElseThrow());
        NetworkTemplate three = template(new ImageShape(1, 28, 28), 2, List.of(new Stage(8, 1), new Stage(8, 1), new Stage(8, 1)),
                CellSharing.SHARED, 1, 0);
        assertEquals("maps of 14x14, 7x7, 3x3 (not reading the last 1 row and 1 column); final pool 1 -> 3x3", three.maps(1));
    }

    @Test
    void aFittedPresetIsFittedAnewAsIfItHadNotBeen() {
        for (NetworkTemplates.Preset preset : NetworkTemplates.ALL) {
            NetworkTemplate made = preset.template();
            NetworkTemplate small = made.fittedTo(new ImageShape(1, 9, 8), 3);
            assertEquals(made, NetworkTemplates.fitted(small, made.input(), made.classes()));
            assertEquals(made.fittedTo(new ImageShape(3, 64, 48), 7), NetworkTemplates.fitted(small, new ImageShape(3, 64, 48), 7));
        }
    }

    @Test
    void imagesTooSmallForAPresetAreRefusedWithWhatFits() {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class,
                () -> NetworkTemplates.FASHION_MNIST.template().fittedTo(new ImageShape(1, 2, 40), 10)).getMessage());
        assertTrue(message.contains("template 'fashion-mnist' makes of images of 1x2x40 a last map of 0x10, smaller than its final pool of 1; fewer"
                + " stages or a smaller stem stride fit. Presets that fit: digits, hasnas-cifar10, "), message);
        assertTrue(String.valueOf(assertThrows(IllegalArgumentException.class,
                () -> NetworkTemplates.DIGITS.template().fittedTo(new ImageShape(1, 1, 40), 10)).getMessage()).endsWith("Presets that fit: none"));
    }

    @Test
    void templatesThatMakeNoSenseAreRefused() {
        ImageShape image = new ImageShape(3, 8, 8);
        List<Stage> two = List.of(new Stage(8, 1), new Stage(16, 1));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> template(image, 1, two, CellSharing.SHARED, 5, 0));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("of images of 3x8x8 a last map of 4x4, smaller than its final pool of 5; a final-pool of 1 to 4 fits"), message);
        assertThrows(IllegalArgumentException.class, () -> template(image, 0, two, CellSharing.SHARED, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> template(image, 1, List.of(), CellSharing.SHARED, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> template(image, 1, two, CellSharing.SHARED, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> new ImageShape(0, 8, 8));
        assertThrows(IllegalArgumentException.class, () -> new Stage(8, 0));
    }
}
