package org.hasnas.ui.form;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hasnas.network.Architecture;
import org.hasnas.ui.fx.Texts;

/** Designs that the user writes, parted by semicolons, perhaps none; a text that is none is explained by a sentence. */
public final class DesignsEntry extends TextEntry {
    public DesignsEntry(String name, Texts texts) {
        super(name, "", entered -> {
            try {
                read(entered).forEach(_ -> {});
                return "";
            } catch (IllegalArgumentException refused) {
                return texts.get("number.problem.refused", name, String.valueOf(refused.getMessage()));
            }
        });
    }

    private static Stream<Architecture> read(String entered) {
        return Arrays.stream(entered.split(";", -1)).filter(text -> !text.isBlank()).map(Architecture::parse);
    }

    /** The designs; none while the text is wrong. */
    public List<Architecture> designs() {
        return isRight() ? read(entered()).toList() : List.of();
    }

    public void set(List<Architecture> designs) {
        textProperty().set(designs.stream().map(Architecture::text).collect(Collectors.joining("; ")));
    }
}
