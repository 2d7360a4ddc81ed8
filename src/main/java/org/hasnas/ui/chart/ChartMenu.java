package org.hasnas.ui.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.paint.Color;
import javafx.scene.transform.Scale;
import javax.imageio.ImageIO;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.workspace.Command;
import org.hasnas.workbench.chart.ChartFiles;
import org.hasnas.workbench.chart.Curves;
import org.hasnas.workbench.chart.PdfPicture;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** The menu of every {@link Chart} of a window: its picture as PNG, PDF or SVG and its data as CSV, as files and on the clipboard. */
public final class ChartMenu {
    /** Pictures for print need more pixels than the screen has. */
    private static final double ENLARGED = 2;
    /** At a scale of 1 the screen has 96 pixels for an inch. */
    private static final double POINTS_PER_PIXEL = 72 / 96.0 / ENLARGED;

    private final Background background;
    private final Dialogs dialogs;
    private final Texts texts;
    private final Supplier<Path> folder;
    private final ObservableValue<Boolean> dark;
    private Optional<ContextMenu> open = Optional.empty();

    /**
     * @param folder where file choosers start
     * @param dark whether the window is dark
     */
    public ChartMenu(UiServices around, Supplier<Path> folder, ObservableValue<Boolean> dark) {
        this.background = around.background();
        this.dialogs = around.dialogs();
        this.texts = around.texts();
        this.folder = folder;
        this.dark = dark;
    }

    /** Gives all charts of a scene the menu, also those that are added later. */
    public void watch(Scene scene) {
        scene.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> {
            open.ifPresent(ContextMenu::hide);
            for (Node node = event.getTarget() instanceof Node target ? target : null; node != null; node = node.getParent()) {
                if (node instanceof Chart chart) {
                    show(node, chart, event);
                    return;
                }
            }
        });
    }

    private void show(Node node, Chart chart, ContextMenuEvent event) {
        ContextMenu menu = new ContextMenu(item("chart-png", "chart.png", () -> savePicture(node)),
                item("chart-pdf", "chart.pdf", () -> savePdf(node)), item("chart-copy", "chart.copy",
                        () -> {
                            dialogs.copy(picture(node, dark.getValue()));
                            dialogs.notice(texts.get("chart.copied"));
                        }));
        chart.data().filter(data -> !data.isEmpty()).ifPresent(data -> menu.getItems().addAll(List.of(
                item("chart-svg", "chart.svg", () -> saveSvg(data)),
                item("chart-csv", "chart.csv", () -> saveCsv(data)),
                item("chart-copy-data", "chart.copy.data", () -> {
                    dialogs.copy(ChartFiles.csv(data));
                    dialogs.notice(texts.get("chart.copied"));
                }))));
        open = Optional.of(menu);
        menu.show(node, event.getScreenX(), event.getScreenY());
        event.consume();
    }

    /**
     * The same for a chart that has a menu of its own.
     *
     * @param chart asked for when something is to be done
     * @param data of what it shows then
     */
    public List<Command> commands(Supplier<Node> chart, Supplier<Curves> data) {
        ObservableBooleanValue always = new SimpleBooleanProperty(true);
        return List.of(new Command("chart-png", texts.get("chart.png"), MaterialDesignI.IMAGE_OUTLINE, always, () -> savePicture(chart.get())),
                new Command("chart-pdf", texts.get("chart.pdf"), MaterialDesignI.IMAGE_OUTLINE, always, () -> savePdf(chart.get())),
                new Command("chart-svg", texts.get("chart.svg"), MaterialDesignI.IMAGE_OUTLINE, always, () -> saveSvg(data.get())),
                new Command("chart-csv", texts.get("chart.csv"), MaterialDesignF.FILE_DELIMITED_OUTLINE, always, () -> saveCsv(data.get())));
    }

    private void saveSvg(Curves data) {
        save("chart.svg", Dialogs.FileKind.SVG, file -> ChartFiles.writeSvg(data, title(data), file));
    }

    private void saveCsv(Curves data) {
        save("chart.csv", Dialogs.FileKind.CSV, file -> ChartFiles.writeCsv(data, file));
    }

    private MenuItem item(String id, String key, Runnable action) {
        MenuItem item = new MenuItem(texts.get(key));
        item.setId(id);
        item.setOnAction(event -> action.run());
        return item;
    }

    private static String title(Curves data) {
        return data.yTitle().isEmpty() ? data.curves().getFirst().name() : data.yTitle();
    }

    private void savePicture(Node node) {
        WritableImage image = picture(node, dark.getValue());
        save("chart.png", Dialogs.FileKind.PNG, file -> writePng(image, file));
    }

    private void savePdf(Node node) {
        WritableImage image = picture(node, dark.getValue());
        int width = (int) image.getWidth();
        int[] pixels = new int[width * (int) image.getHeight()];
        image.getPixelReader().getPixels(0, 0, width, (int) image.getHeight(), PixelFormat.getIntArgbInstance(), pixels, 0, width);
        save("chart.pdf", Dialogs.FileKind.PDF, file -> PdfPicture.write(pixels, width, POINTS_PER_PIXEL, file));
    }

    private interface Writing {
        void to(Path file) throws HasnasException;
    }

    private void save(String name, Dialogs.FileKind kind, Writing writing) {
        dialogs.chooseFileToSave(texts.get("chart.save.title"), folder.get(), name, kind)
                .ifPresent(file -> background.perform(() -> writing.to(file), () -> dialogs.notice(texts.get("export.done", file)),
                        sentence -> dialogs.problem(texts.get("export.problem"), sentence)));
    }

    /** A node on the ground of the theme, also what of it is scrolled away, with more pixels than on the screen. */
    public static WritableImage picture(Node node, boolean dark) {
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(dark ? Color.web("#0d1117") : Color.WHITE);
        parameters.setTransform(new Scale(ENLARGED, ENLARGED));
        return node.snapshot(parameters, null);
    }

    /** Writes a picture as PNG. */
    public static void writePng(WritableImage image, Path file) throws HasnasException {
        try {
            if (!ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile())) {
                throw new IOException("this Java has no writer of PNG files");
            }
        } catch (IOException e) {
            throw new HasnasException(ErrorCode.IO, "The picture can't be written to " + file + ": " + e.getMessage(), e);
        }
    }
}
