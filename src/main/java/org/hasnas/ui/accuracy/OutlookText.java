package org.hasnas.ui.accuracy;

import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.ui.fx.Texts;

/** What a search by trainings knows of a design, as text. */
public final class OutlookText {
    private OutlookText() {}

    /** The expected accuracy with its interval, such as {@code 88.37 % (95 % interval 86.7 to 89.9 %)}. */
    public static String expected(DesignOutlook outlook, Texts texts) {
        String value = AccuracyText.value(outlook.expected());
        String interval = AccuracyText.interval(outlook.expected(), texts);
        return interval.isBlank() ? value : texts.get("outlook.expected", value, interval);
    }

    /** The expected accuracy where there is little room, such as {@code 88.37 (86.7 to 89.9 %)}. */
    public static String brief(DesignOutlook outlook, Texts texts) {
        String interval = AccuracyText.interval(outlook.expected(), texts);
        return interval.isBlank() ? AccuracyText.value(outlook.expected())
                : AccuracyText.percent(100 * outlook.expected().fraction()) + " (" + interval + ")";
    }

    /** How many designs are trained to the end. */
    public static long trained(LadderProgress progress) {
        return progress.outlooks().stream().filter(DesignOutlook::isTrained).count();
    }

    /** What is known of it, in a word or two. */
    public static String kind(DesignOutlook outlook, Texts texts) {
        boolean untouched = outlook.epochs() == 0;
        return outlook.isTrained() ? texts.get("outlook.kind.whole") : texts.get(untouched ? "outlook.kind.none" : "outlook.kind.in-part");
    }

    /** How far it is trained, in words. */
    public static String trained(DesignOutlook outlook, Texts texts) {
        String trained = outlook.isTrained() ? texts.get("outlook.whole", outlook.wholeEpochs())
                : outlook.epochs() == 0 ? texts.get("outlook.none", outlook.wholeEpochs())
                : texts.get("outlook.in-part", outlook.epochs(), outlook.wholeEpochs());
        return outlook.running() ? texts.get("outlook.running", trained) : trained;
    }
}
