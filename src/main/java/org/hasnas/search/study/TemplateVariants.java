package org.hasnas.search.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplate.Stage;
import org.hasnas.search.study.model.TemplateVariant;

/**
 * The templates around a given one, each different in one part: widths times 1/2, 3/4, 5/4, 3/2; one cell more in the last stage and in every
 * stage, one less where a stage has several; the other cell sharing; final pool halved and doubled; classifier width halved, doubled and
 * none; time steps 2 fewer, 1 fewer, 1 more, 3 more. What makes no valid template, or no other, is left out.
 */
final class TemplateVariants {
    private final NetworkTemplate base;
    private final List<TemplateVariant> variants = new ArrayList<>();

    private TemplateVariants(NetworkTemplate base) {
        this.base = base;
    }

    /** The given template first. */
    static List<TemplateVariant> around(NetworkTemplate base) {
        TemplateVariants all = new TemplateVariants(base);
        all.variants.add(new TemplateVariant(TemplateVariant.UNCHANGED, "", base));
        all.addWidths();
        all.addCells();
        all.addSharing();
        all.addPools();
        all.addClassifiers();
        all.addTimeSteps();
        return List.copyOf(all.variants);
    }

    private void addWidths() {
        int width = base.stages().getFirst().width();
        for (int quarters : new int[] {2, 3, 5, 6}) {
            if (width * quarters % 4 == 0) {
                add("width", template -> template.withFirstWidth(width * quarters / 4), TemplateVariants::widths);
            }
        }
    }

    private void addCells() {
        List<Stage> last = new ArrayList<>(base.stages());
        Stage end = last.removeLast();
        last.add(new Stage(end.width(), end.cells() + 1));
        if (base.stages().size() > 1) {
            add("cells", template -> with(last, template.cellSharing()), TemplateVariants::cells);
        }
        add("cells", template -> with(template.stages().stream().map(stage -> new Stage(stage.width(), stage.cells() + 1)).toList(),
                template.cellSharing()), TemplateVariants::cells);
        if (base.stages().stream().anyMatch(stage -> stage.cells() > 1)) {
            add("cells", template -> with(template.stages().stream().map(stage -> new Stage(stage.width(), Math.max(1, stage.cells() - 1))).toList(),
                    template.cellSharing()), TemplateVariants::cells);
        }
    }

    private void addSharing() {
        if (base.cellCount() > 1) {
            CellSharing other = base.cellSharing() == CellSharing.SHARED ? CellSharing.PER_CELL : CellSharing.SHARED;
            add("matrix", template -> with(template.stages(), other),
                    template -> template.cellSharing() == CellSharing.SHARED ? "shared by all cells" : "of its own for each cell");
        }
    }

    private void addPools() {
        for (int pool : new int[] {base.finalPool() / 2, base.finalPool() * 2}) {
            add("final pool", template -> with(pool, template.hiddenWidth()), template -> Integer.toString(template.finalPool()));
        }
    }

    private void addClassifiers() {
        for (int hidden : new int[] {0, base.hiddenWidth() / 2, base.hiddenWidth() * 2}) {
            add("classifier", template -> with(template.finalPool(), hidden),
                    template -> template.hiddenWidth() == 0 ? "without hidden layer" : Integer.toString(template.hiddenWidth()));
        }
    }

    private void addTimeSteps() {
        for (int more : new int[] {-2, -1, 1, 3}) {
            add("T", template -> template.withTimeSteps(template.timeSteps() + more), template -> Integer.toString(template.timeSteps()));
        }
    }

    private void add(String part, UnaryOperator<NetworkTemplate> change, Function<NetworkTemplate, String> text) {
        NetworkTemplate changed;
        try {
            changed = change.apply(base);
        } catch (IllegalArgumentException noTemplate) {
            return; // such as a pool larger than the map
        }
        if (variants.stream().noneMatch(known -> known.template().equals(changed))) {
            variants.add(new TemplateVariant(part, text.apply(changed), changed));
        }
    }

    private static String widths(NetworkTemplate template) {
        return template.stages().stream().map(stage -> Integer.toString(stage.width())).collect(Collectors.joining(", "));
    }

    private static String cells(NetworkTemplate template) {
        return template.stages().stream().map(stage -> Integer.toString(stage.cells())).collect(Collectors.joining(", "));
    }

    private NetworkTemplate with(List<Stage> stages, CellSharing sharing) {
        return new NetworkTemplate(base.name(), base.input(), base.classes(), base.stemStride(), stages, sharing, base.finalPool(),
                base.hiddenWidth(), base.votersPerClass(), base.dropoutProbability(), base.timeSteps(), base.neuron(), base.batchNorm(),
                base.weightBits());
    }

    private NetworkTemplate with(int finalPool, int hiddenWidth) {
        return new NetworkTemplate(base.name(), base.input(), base.classes(), base.stemStride(), base.stages(), base.cellSharing(), finalPool,
                hiddenWidth, base.votersPerClass(), base.dropoutProbability(), base.timeSteps(), base.neuron(), base.batchNorm(), base.weightBits());
    }
}
