package org.hasnas.files.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hasnas.document.Fields;
import org.hasnas.document.KnownNames;
import org.hasnas.document.Source;
import org.hasnas.document.YamlText;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.training.model.Augmentation;
import org.hasnas.training.model.KeptEpoch;
import org.hasnas.training.model.LossId;
import org.hasnas.training.model.OptimizerId;
import org.hasnas.training.model.StopWhen;
import org.hasnas.training.model.SurrogateId;
import org.hasnas.training.model.TrainingRecipe;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.ValidationSplit;
import org.hasnas.units.EnumNames;

/** {@link TrainingSettings} as a mapping, the same in JSON and YAML but for the spelling of keys. */
public final class TrainingMapping {
    /** All keys, as people write them. */
    public static final List<String> KEYS = List.of("epochs", "images-per-epoch", "batch-size", "learning-rate", "optimizer", "momentum",
            "weight-decay", "surrogate",
            "augment", "label-smoothing", "averaging", "keep", "validation-fraction", "validation-blocks", "seed", "weight-bits", "warm-up-epochs",
            "loss", "mse-share",
            "surrogate-width", "cutout", "mixup", "learn-tau", "learn-threshold", "membrane-norm", "teacher", "teacher-share", "weight-noise",
            "adc-step",
            "stop-when");

    private TrainingMapping() {}

    /** @param usual values of keys that are left out where the format may leave any out; the learning rate follows the optimiser */
    static TrainingSettings read(Fields fields, TrainingSettings usual) throws HasnasException {
        int epochs = fields.integer("epochs", usual.epochs(), 1, TrainingSettings.MAX_EPOCHS);
        int imagesPerEpoch = !fields.source().mayOmit() && !fields.has("images-per-epoch") ? TrainingSettings.ALL_IMAGES // stored before it came
                : fields.integer("images-per-epoch", usual.imagesPerEpoch(), TrainingSettings.ALL_IMAGES, Integer.MAX_VALUE);
        int batchSize = fields.integer("batch-size", usual.batchSize(), 2, TrainingSettings.MAX_BATCH);
        OptimizerId optimizer = fields.choice("optimizer", usual.optimizer(), KnownNames.choices(OptimizerId.values()));
        double learningRate = fields.number("learning-rate", usual.withOptimizer(optimizer).learningRate());
        double momentum = fields.number("momentum", usual.momentum());
        double weightDecay = fields.number("weight-decay", usual.weightDecay());
        SurrogateId surrogate = fields.choice("surrogate", usual.surrogate(), KnownNames.choices(SurrogateId.values()));
        Augmentation augment = augmentation(fields, usual.augment());
        boolean early = !fields.source().mayOmit() && !fields.has("keep"); // stored before these settings came
        double smoothing = early ? 0 : fields.number("label-smoothing", usual.labelSmoothing());
        double averaging = early ? 0 : fields.number("averaging", usual.averaging());
        if (fields.has("keep") && fields.value("keep").text().toLowerCase(Locale.ROOT).contains("test")) {
            throw fields.problem("keep",
                    "an epoch is not picked on test images: the accuracy on them would then look better than on any others, by up"
                            + " to 5.8 points in published tables (Fang et al., ICCV 2021). Take 'best' (on validation images) or 'last'");
        }
        KeptEpoch keep = early ? KeptEpoch.BEST : fields.choice("keep", usual.keep(), KnownNames.choices(KeptEpoch.values()));
        double fraction = fields.number("validation-fraction", usual.validationFraction());
        int blocks = !fields.source().mayOmit() && !fields.has("validation-blocks") ? 0 // stored before this setting came
                : fields.integer("validation-blocks", usual.validation().blocks(), 0, ValidationSplit.MAX_BLOCKS);
        long seed = fields.longInteger("seed", usual.seed(), Long.MIN_VALUE, Long.MAX_VALUE);
        int weightBits = !fields.source().mayOmit() && !fields.has("weight-bits") ? TrainingSettings.FLOAT32 // stored before this setting came
                : fields.integer("weight-bits", usual.weightBits(), TrainingSettings.FLOAT32, TrainingSettings.MAX_WEIGHT_BITS);
        TrainingRecipe recipe = recipe(fields, usual.recipe());
        StopWhen stopWhen = !fields.source().mayOmit() && !fields.has("stop-when") ? StopWhen.HOPELESS // stored before this setting came
                : fields.choice("stop-when", usual.stopWhen(), KnownNames.choices(StopWhen.values()));
        return fields.source().checked(fields.position(),
                () -> new TrainingSettings(epochs, imagesPerEpoch, batchSize, learningRate, optimizer, momentum,
                        weightDecay, surrogate, augment, smoothing, averaging, keep, new ValidationSplit(fraction, blocks), seed, weightBits, recipe,
                        stopWhen));
    }

    /** A name, or as in the first files whether images are changed. */
    private static Augmentation augmentation(Fields fields, Augmentation usual) throws HasnasException {
        if (fields.has("augment") && fields.value("augment").isFlag()) {
            return fields.flag("augment") ? Augmentation.USUAL : Augmentation.NONE;
        }
        return fields.choice("augment", usual, KnownNames.choices(Augmentation.values()));
    }

    /** Settings that were stored before a part of the recipe came do without it. */
    private static TrainingRecipe recipe(Fields fields, TrainingRecipe usual) throws HasnasException {
        TrainingRecipe otherwise = fields.source().mayOmit() ? usual : TrainingRecipe.PLAIN;
        double warmUp = fields.has("warm-up-epochs") ? fields.number("warm-up-epochs") : otherwise.warmUpEpochs();
        LossId loss = fields.has("loss") ? fields.choice("loss", KnownNames.choices(LossId.values())) : otherwise.loss();
        double mseShare = fields.has("mse-share") ? fields.number("mse-share") : otherwise.mseShare();
        double width = fields.has("surrogate-width") ? fields.number("surrogate-width") : otherwise.surrogateWidth();
        double cutout = fields.has("cutout") ? fields.number("cutout") : otherwise.cutout();
        double mixup = fields.has("mixup") ? fields.number("mixup") : otherwise.mixup();
        boolean learnTau = fields.has("learn-tau") ? fields.flag("learn-tau") : otherwise.learnTau();
        boolean learnThreshold = fields.has("learn-threshold") ? fields.flag("learn-threshold") : otherwise.learnThreshold();
        boolean membraneNorm = fields.has("membrane-norm") ? fields.flag("membrane-norm") : otherwise.membraneNorm();
        long teacher = fields.has("teacher") ? fields.longInteger("teacher", TrainingRecipe.NO_TEACHER, Long.MAX_VALUE) : otherwise.teacher();
        double teacherShare = fields.has("teacher-share") ? fields.number("teacher-share") : otherwise.teacherShare();
        double weightNoise = fields.has("weight-noise") ? fields.number("weight-noise") : otherwise.weightNoise();
        double adcStep = fields.has("adc-step") ? fields.number("adc-step") : otherwise.adcStep();
        return fields.source().checked(fields.position(),
                () -> new TrainingRecipe(warmUp, loss, mseShare, width, cutout, mixup, learnTau, learnThreshold, membraneNorm, teacher,
                        teacherShare, weightNoise, adcStep));
    }

    /**
     * Settings with some of their values changed.
     *
     * @param changes such as {@code loss=every-step}; the learning rate follows a change of the optimiser
     * @param origin where they were written, for messages
     * @throws HasnasException that says which is wrong
     */
    public static TrainingSettings changed(TrainingSettings settings, List<String> changes, String origin) throws HasnasException {
        if (changes.isEmpty()) {
            return settings;
        }
        StringBuilder text = new StringBuilder();
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw new HasnasException(ErrorCode.BAD_INPUT, origin + ": '" + change + "' is not understood; write KEY=VALUE, such as"
                        + " loss=every-step. The keys are " + String.join(", ", KEYS));
            }
            text.append(change.substring(0, equals).strip()).append(": ").append(change.substring(equals + 1).strip()).append('\n');
        }
        return read(YamlText.parse(new Source(origin, Source.Kind.YAML), "training", text.toString()).fields(KEYS), settings);
    }

    /** The changes that make settings of others, for {@link #changed}. */
    public static List<String> changes(TrainingSettings settings, TrainingSettings from) {
        return differences(settings, from).properties().stream().map(property -> property.getKey() + "=" + property.getValue().asText()).toList();
    }

    /** All components, keys with dashes. */
    static ObjectNode write(TrainingSettings settings) {
        return JsonNodeFactory.instance.objectNode().put("epochs", settings.epochs()).put("images-per-epoch", settings.imagesPerEpoch())
                .put("batch-size", settings.batchSize())
                .put("learning-rate", settings.learningRate()).put("optimizer", EnumNames.of(settings.optimizer()))
                .put("momentum", settings.momentum())
                .put("weight-decay", settings.weightDecay()).put("surrogate", EnumNames.of(settings.surrogate()))
                .put("augment", EnumNames.of(settings.augment()))
                .put("label-smoothing", settings.labelSmoothing()).put("averaging", settings.averaging()).put("keep", EnumNames.of(settings.keep()))
                .put("validation-fraction", settings.validationFraction()).put("validation-blocks", settings.validation().blocks())
                .put("seed", settings.seed())
                .put("weight-bits", settings.weightBits()).put("warm-up-epochs", settings.recipe().warmUpEpochs())
                .put("loss", EnumNames.of(settings.recipe().loss())).put("mse-share", settings.recipe().mseShare())
                .put("surrogate-width", settings.recipe().surrogateWidth()).put("cutout", settings.recipe().cutout())
                .put("mixup", settings.recipe().mixup()).put("learn-tau", settings.recipe().learnTau())
                .put("learn-threshold", settings.recipe().learnThreshold()).put("membrane-norm", settings.recipe().membraneNorm())
                .put("teacher", settings.recipe().teacher())
                .put("teacher-share", settings.recipe().teacherShare())
                .put("weight-noise", settings.recipe().weightNoise()).put("adc-step", settings.recipe().adcStep())
                .put("stop-when", EnumNames.of(settings.stopWhen()));
    }

    /** What differs from the usual settings. */
    static ObjectNode differences(TrainingSettings settings, TrainingSettings usual) {
        ObjectNode all = write(settings);
        ObjectNode base = write(usual.withOptimizer(settings.optimizer()));
        Map<String, JsonNode> changed = new LinkedHashMap<>();
        all.properties().forEach(property -> {
            boolean optimizer = property.getKey().equals("optimizer") && settings.optimizer() != usual.optimizer();
            if (optimizer || !property.getValue().equals(base.get(property.getKey()))) {
                changed.put(property.getKey(), property.getValue());
            }
        });
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        changed.forEach(tree::set);
        return tree;
    }
}
