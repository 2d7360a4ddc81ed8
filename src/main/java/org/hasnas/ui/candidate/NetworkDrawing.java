package org.hasnas.ui.candidate;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Dimension;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate.Stage;
import org.hasnas.search.model.Candidate;
import org.hasnas.ui.fx.Texts;

/**
 * Drawing of the whole network from images to classes: stem and stages, each a block as high as it has channels, on one scale for all designs of
 * the space, and the classifier.
 */
final class NetworkDrawing extends HBox {
    private static final double HEIGHT = 64;
    private static final double LEAST_HEIGHT = 3;

    private final Texts texts;

    NetworkDrawing(Texts texts) {
        super(4);
        this.texts = texts;
        setId("network-drawing");
        setAlignment(Pos.BOTTOM_LEFT);
    }

    void show(Candidate candidate) {
        Network network = candidate.network();
        List<Stage> stages = network.template().stages();
        int own = stages.getFirst().width();
        int widestFirst = Math.max(own, candidate.request().space().choices().of(Dimension.WIDTH).stream().mapToInt(List::getFirst).max()
                .orElse(own));
        double widest = stages.stream().mapToInt(Stage::width).max().orElseThrow() * ((double) widestFirst / own);
        List<Node> blocks = new ArrayList<>();
        ConvolutionLayer stem = network.convolutions().getFirst();
        String side = texts.get("network.map", stem.outHeight(), stem.outWidth());
        blocks.add(block(stem.outChannels(), widest, texts.get("network.stem"), side));
        List<ConvolutionLayer> reductions = network.convolutions().stream().filter(layer -> layer.role() == ConvolutionLayer.Role.REDUCTION).toList();
        for (int i = 0; i < stages.size(); i++) {
            if (i > 0) {
                side = texts.get("network.map", reductions.get(i - 1).pooledHeight(), reductions.get(i - 1).pooledWidth());
            }
            blocks.add(block(stages.get(i).width(), widest,
                    stages.get(i).cells() == 1 ? texts.get("network.cell") : texts.get("network.cells", stages.get(i).cells()), side));
        }
        blocks.add(block(network.template().classes(), widest, texts.get("network.classes"), ""));
        getChildren().setAll(blocks);
        setAccessibleText(candidate.trial().architecture().macro().text());
    }

    private static VBox block(int channels, double widest, String name, String side) {
        Label count = new Label(Integer.toString(channels));
        count.getStyleClass().add("network-count");
        Region bar = new Region();
        bar.getStyleClass().add("network-block");
        bar.setMinHeight(Math.clamp(HEIGHT * channels / widest, LEAST_HEIGHT, HEIGHT));
        Label what = new Label(name);
        Label map = new Label(side);
        List.of(what, map).forEach(label -> label.getStyleClass().add("network-text"));
        VBox block = new VBox(2, count, bar, what, map);
        block.setAlignment(Pos.BOTTOM_CENTER);
        HBox.setHgrow(block, Priority.ALWAYS);
        return block;
    }
}
