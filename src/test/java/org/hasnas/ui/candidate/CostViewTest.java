package org.hasnas.ui.candidate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerLight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.testdata.FakeCosts;
import org.hasnas.ui.fx.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class CostViewTest {
    private static final int NARROW = 260;
    private static final int WIDE = 520;

    private final FakeCosts costs = new FakeCosts();
    private final CostView view = new CostView(new Texts());
    @SuppressWarnings("NullAway.Init") // set by start
    private StackPane root;

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        root = new StackPane(view);
        Scene scene = new Scene(root, WIDE, 900);
        scene.getStylesheets().add(Objects.requireNonNull(CostView.class.getResource("/org/hasnas/ui/studio.css")).toExternalForm());
        stage.setScene(scene);
        stage.show();
    }

    /** In a panel as narrow as a small window has it, numbers give way to names; where there is room for all, all are there. */
    @Test
    void namesOfLayersAreWholeInANarrowPanel() throws Exception {
        HardwareSettings physical = costs.physical("neurosim-22nm-rram", "", Path.of(""), new SpikeRateSource.Given(SpikeRates.of(0.1)));
        for (HardwareSettings chip : List.of(SpikeSimSettings.DEFAULT, physical)) {
            CostReport report = costs.report(Network.of(NetworkTemplates.DIGITS.template(), SearchSpaces.SNASNET,
                    Architecture.parse("0123 0032 0003 0000")), chip);
            for (int width : new int[] {WIDE, NARROW, WIDE}) {
                lay(report, width);
                TableView<?> layers = (TableView<?>) view.lookup("#cost-layers");
                List<? extends TableColumn<?, ?>> shown = layers.getVisibleLeafColumns();
                assertTrue(shown.size() >= (width == WIDE ? 5 : 3), width + ": " + shown.size() + " columns, of numbers two at least");
                List<String> cut = Stream.of(".table-cell", ".column-header .label").flatMap(texts -> layers.lookupAll(texts).stream())
                        .map(Labeled.class::cast).filter(Node::isVisible)
                        .filter(text -> Pattern.matches("\\p{L}.*", Objects.requireNonNullElse(text.getText(), "").lines().findFirst().orElse(""))
                                && text.lookup(".text") instanceof Text drawn && !drawn.getText().equals(text.getText()))
                        .map(Labeled::getText).toList();
                assertEquals(List.of(), cut, "names and heads that are cut off at " + width);
            }
        }
    }

    private void lay(CostReport report, int width) throws Exception {
        WaitForAsyncUtils.asyncFx(() -> {
            view.setMaxWidth(width);
            view.show(report);
            root.applyCss();
            root.layout();
        }).get();
        WaitForAsyncUtils.waitForFxEvents();
        WritableImage image = WaitForAsyncUtils.asyncFx(() -> {
            root.layout();
            return ((Node) view).snapshot(new SnapshotParameters(), null);
        }).get();
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png",
                folder.resolve("cost-" + report.total().model().label() + "-" + width + ".png").toFile());
    }
}
