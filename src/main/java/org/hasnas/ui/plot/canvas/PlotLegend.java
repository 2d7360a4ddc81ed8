package org.hasnas.ui.plot.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.fx.Texts;

/** What the marks mean and how many there are of each, above the data area, in as many rows as it needs. */
final class PlotLegend {
    private static final Font FONT = Font.font(12);
    /** Between two entries. */
    private static final double GAP = 18;
    /** From the middle of a mark to its text. */
    private static final double BESIDE = 10;
    /** From the middle of a mark to the next one of the same meaning. */
    private static final double NEXT = 13;
    private static final double ROW_HEIGHT = 19;
    private static final double PADDING = 7;
    private static final double SHADES_WIDTH = 64;

    @FunctionalInterface
    private interface Mark {
        void draw(GraphicsContext context, double x, double y);
    }

    /**
     * A mark with its meaning.
     *
     * @param lead from the middle of the (first) mark to the text
     * @param width with the gap behind it
     */
    private record Entry(Mark mark, double lead, String text, double width) {
        Entry(Mark mark, double lead, String text) {
            this(mark, lead, text, lead + widthOf(text) + GAP);
        }
    }

    private final Texts texts;
    private final PlotPalette palette;
    private final int feasible;
    private final int infeasible;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * @param running points of designs that are being trained
     * @param imported networks of other tools
     * @param shades what the shades of the points mean; blank if they tell the states
     */
    PlotLegend(PlotPoints points, int[] running, int imported, String shades, PlotPalette palette, Texts texts) {
        this.texts = texts;
        this.palette = palette;
        this.feasible = points.isShaded() ? palette.muted() : palette.feasible();
        this.infeasible = points.isShaded() ? palette.muted() : palette.infeasible();
        if (points.isExpected()) {
            addParts(points, running.length);
        } else if (points.isAccuracy()) {
            addKinds(points);
        } else {
            addFitness(PlotTally.of(points));
        }
        if (imported > 0) {
            add(texts.get("plot.mark.imported"), imported, (context, x, y) -> OverlayLayer.hexagon(context, x, y, 5.5, true, palette));
        }
        if (points.isShaded() && !shades.isBlank()) {
            entries.add(new Entry(this::drawShades, SHADES_WIDTH + BESIDE - 4, shades));
        }
    }

    private void drawShades(GraphicsContext context, double x, double y) {
        int[] shades = palette.shades();
        for (int i = 0; i < shades.length; i++) {
            context.setFill(PlotPalette.fx(shades[i]));
            context.fillRect(x - 4 + i * SHADES_WIDTH / shades.length, y - 5, SHADES_WIDTH / shades.length + 0.5, 10);
        }
    }

    /** Height of a legend of so many rows. */
    static double height(int rows) {
        return PADDING + rows * ROW_HEIGHT;
    }

    /** How many rows it takes in a width. */
    int rows(double width) {
        int rows = 1;
        double x = 0;
        for (Entry entry : entries) {
            if (x > 0 && x + entry.width() - GAP > width) {
                rows++;
                x = 0;
            }
            x += entry.width();
        }
        return rows;
    }

    /** Draws it from a left edge on, broken where the width ends. */
    void draw(GraphicsContext context, double left, double width) {
        double x = 0;
        double y = (PADDING + ROW_HEIGHT) / 2;
        for (Entry entry : entries) {
            if (x > 0 && x + entry.width() - GAP > width) {
                x = 0;
                y += ROW_HEIGHT;
            }
            entry.mark().draw(context, left + x, y);
            context.setFont(FONT);
            context.setTextAlign(TextAlignment.LEFT);
            context.setTextBaseline(VPos.CENTER);
            context.setFill(PlotPalette.fx(palette.text()));
            context.fillText(entry.text(), left + x + entry.lead(), y);
            x += entry.width();
        }
    }

    private void addFitness(PlotTally tally) {
        add(texts.get("table.feasible"), tally.feasible(), (context, x, y) -> {
            context.setFill(PlotPalette.fx(feasible));
            context.fillOval(x - 4, y - 4, 8, 8);
        });
        add(texts.get("parallel.infeasible"), tally.infeasible(), (context, x, y) -> {
            context.setStroke(PlotPalette.fx(infeasible));
            context.setLineWidth(1.8);
            context.strokeLine(x - 3.5, y - 3.5, x + 3.5, y + 3.5);
            context.strokeLine(x - 3.5, y + 3.5, x + 3.5, y - 3.5);
        });
        if (tally.withoutFitness() > 0) {
            add(texts.get("plot.mark.without-fitness"), tally.withoutFitness(), (context, x, y) -> {
                context.setStroke(PlotPalette.fx(palette.muted()));
                context.setLineWidth(1.8);
                context.strokeLine(x, y - 3.5, x, y + 3.5);
            });
        }
        if (tally.failed() > 0) {
            add(texts.get("status.failed"), tally.failed(), (context, x, y) -> {}); // they have no place in the plot
        }
    }

    private void addKinds(PlotPoints points) {
        for (AccuracyKind kind : PlotPoints.KINDS) {
            int count = countOf(points, PlotPoints.mark(kind));
            if (count > 0) {
                add(texts.accuracy(kind), count, (context, x, y) -> {
                    context.setFill(PlotPalette.fx(palette.muted()));
                    KindGlyph.draw(context, kind, x, y);
                });
            }
        }
        add(texts.get("table.feasible"), countIn(points, PlotPoints.FEASIBLE), (context, x, y) -> {
            context.setFill(PlotPalette.fx(feasible));
            context.fillOval(x - 4, y - 4, 8, 8);
        });
        add(texts.get("parallel.infeasible"), countIn(points, PlotPoints.INFEASIBLE), (context, x, y) -> {
            context.setStroke(PlotPalette.fx(infeasible));
            context.setLineWidth(1.3);
            context.strokeOval(x - 4, y - 4, 8, 8);
        });
    }

    private void addParts(PlotPoints points, int running) {
        int inPart = TrainedPart.IN_PART.stream().mapToInt(part -> countOf(points, PlotPoints.mark(part))).sum();
        add(texts.get("plot.mark.predicted"), countOf(points, PlotPoints.mark(TrainedPart.NONE)), part(TrainedPart.NONE, true, palette.muted()));
        entries.add(new Entry((context, x, y) -> {
            for (int i = 0; i < TrainedPart.IN_PART.size(); i++) {
                part(TrainedPart.IN_PART.get(i), true, palette.muted()).draw(context, x + i * NEXT, y);
            }
        }, (TrainedPart.IN_PART.size() - 1) * NEXT + BESIDE, texts.get("outlook.kind.in-part") + " " + grouped(inPart)));
        add(texts.get("outlook.kind.whole"), countOf(points, PlotPoints.mark(TrainedPart.WHOLE)), part(TrainedPart.WHOLE, true, palette.muted()));
        if (running > 0) {
            add(texts.get("plot.mark.running"), running, (context, x, y) -> OverlayLayer.runningRing(context, x, y, 5.5, palette));
        }
        add(texts.get("table.feasible"), countIn(points, PlotPoints.FEASIBLE), part(TrainedPart.NONE, true, feasible));
        add(texts.get("parallel.infeasible"), countIn(points, PlotPoints.INFEASIBLE), part(TrainedPart.NONE, false, infeasible));
        entries.add(new Entry((context, x, y) -> OverlayLayer.star(context, x, y, 6.5, palette), BESIDE, texts.get("plot.mark.best")));
    }

    private static Mark part(TrainedPart part, boolean feasible, int rgb) {
        return (context, x, y) -> PartGlyph.draw(context, part, feasible, PartGlyph.extent(part, 7), x, y, PlotPalette.fx(rgb));
    }

    private void add(String name, int count, Mark mark) {
        entries.add(new Entry(mark, BESIDE, name + " " + grouped(count)));
    }

    private static int countOf(PlotPoints points, byte mark) {
        int count = 0;
        for (int i = 0; i < points.count(); i++) {
            count += points.mark()[i] == mark && !points.isOutside(i) ? 1 : 0;
        }
        return count;
    }

    private static int countIn(PlotPoints points, byte state) {
        int count = 0;
        for (int i = 0; i < points.count(); i++) {
            count += points.state()[i] == state ? 1 : 0;
        }
        return count;
    }

    private static String grouped(int count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202f');
    }

    private static double widthOf(String text) {
        Text measured = new Text(text);
        measured.setFont(FONT);
        return measured.getLayoutBounds().getWidth();
    }
}
