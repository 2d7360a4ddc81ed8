package org.hasnas.ui.chart;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import org.jfree.chart.text.TextUtils;
import org.jspecify.annotations.Nullable;

/**
 * The font of JFreeChart's charts, which the toolkit measures and draws. A plain font of AWT would begin AWT's fonts and text layout beside
 * those of the toolkit, with stubs into native code that are made anew at every start: most of the classes that the class cache can't hold.
 */
public final class ChartFont extends Font {
    private static final long serialVersionUID = 1;
    private static final int SIZE = 12;
    /** That of no other font: the graphics of charts begins with a plain font of AWT and keeps it when it gets one that is equal to it. */
    private static final String NAME = "HASNAS charts";

    static {
        TextUtils.setUseDrawRotatedStringWorkaround(false); // would lay rotated words out with AWT; the toolkit turns them as well
    }

    private transient @Nullable Lines lines;

    private ChartFont(int style) {
        super(NAME, style, SIZE);
    }

    /** Of numbers and words. */
    public static Font plain() {
        return new ChartFont(PLAIN);
    }

    /** Of titles. */
    public static Font bold() {
        return new ChartFont(BOLD);
    }

    /** AWT would look for the font to know its family. */
    @Override
    public String getFamily() {
        return SANS_SERIF;
    }

    @Override
    public LineMetrics getLineMetrics(String words, FontRenderContext context) {
        Lines known = lines;
        if (known == null) {
            Text line = new Text("0");
            line.setFont(javafx.scene.text.Font.font(getFamily(), isBold() ? FontWeight.BOLD : FontWeight.NORMAL, getSize()));
            known = new Lines((float) line.getBaselineOffset(), (float) line.getLayoutBounds().getHeight());
            lines = known;
        }
        return known;
    }

    /** Of any words of one line: fonts of the toolkit have one height. */
    private static final class Lines extends LineMetrics {
        private final float ascent;
        private final float height;

        Lines(float ascent, float height) {
            this.ascent = ascent;
            this.height = height;
        }

        @Override
        public int getNumChars() {
            return 1;
        }

        @Override
        public float getAscent() {
            return ascent;
        }

        @Override
        public float getDescent() {
            return height - ascent;
        }

        @Override
        public float getLeading() {
            return 0;
        }

        @Override
        public float getHeight() {
            return height;
        }

        @Override
        public int getBaselineIndex() {
            return ROMAN_BASELINE;
        }

        @Override
        public float[] getBaselineOffsets() {
            return new float[3];
        }

        @Override
        public float getStrikethroughOffset() {
            return -ascent / 3;
        }

        @Override
        public float getStrikethroughThickness() {
            return 1;
        }

        @Override
        public float getUnderlineOffset() {
            return 1;
        }

        @Override
        public float getUnderlineThickness() {
            return 1;
        }
    }
}
