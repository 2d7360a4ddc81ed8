package org.hasnas.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.util.List;
import javafx.scene.canvas.Canvas;
import org.jfree.chart.text.TextUtils;
import org.jfree.fx.FXGraphics2D;
import org.junit.jupiter.api.Test;

/** Charts are measured and drawn by the toolkit, not by AWT. */
final class ChartFontTest {
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    @Test
    void theGraphicsOfChartsTakesItInPlaceOfItsOwn() {
        FXGraphics2D graphics = new FXGraphics2D(new Canvas().getGraphicsContext2D());
        assertNotEquals(graphics.getFont(), ChartFont.plain(), "kept its own, an equal font of AWT");
        for (Font font : List.of(ChartFont.plain(), ChartFont.bold())) {
            graphics.setFont(font);
            assertEquals(font, graphics.getFont());
            assertEquals(ChartFont.class, graphics.getFont().getClass());
        }
    }

    @Test
    void itsLinesAreAsHighAsThoseOfTheToolkit() {
        LineMetrics plain = ChartFont.plain().getLineMetrics("energy (uJ)", CONTEXT);
        assertTrue(plain.getAscent() > 8 && plain.getAscent() < 14, () -> "ascent " + plain.getAscent());
        assertTrue(plain.getDescent() > 1 && plain.getDescent() < 6, () -> "descent " + plain.getDescent());
        assertEquals(plain.getHeight(), plain.getAscent() + plain.getDescent() + plain.getLeading(), 1e-4);
        assertEquals(Font.SANS_SERIF, ChartFont.bold().getFamily());
    }

    @Test
    void rotatedWordsAreDrawnByTheToolkitToo() {
        ChartFont.plain();
        assertFalse(TextUtils.isUseDrawRotatedStringWorkaround(), "would begin AWT's text layout");
    }
}
