package org.hasnas.files.codec;

import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.document.Fields;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.units.EnumNames;

/** Whether a template suits images of a format, as far as the format alone tells. */
record DatasetFit(Format format) {
    void check(Fields project, NetworkTemplate template) throws HasnasException {
        switch (format) {
            case DIGITS -> require(project, template, new ImageShape(1, 8, 8), 10, 10);
            case CIFAR10 -> require(project, template, new ImageShape(3, 32, 32), 10, 10);
            case CIFAR100 -> require(project, template, new ImageShape(3, 32, 32), 100, 100);
            // Parts of Tiny-ImageNet with fewer classes are common; a folder tells how many it has only when it is read.
            case TINY_IMAGENET -> require(project, template, new ImageShape(3, 64, 64), 1, 200);
            case IDX -> {} // IDX files say their shape themselves
        }
    }

    private void require(Fields project, NetworkTemplate template, ImageShape shape, int fewestClasses, int mostClasses) throws HasnasException {
        String who = "template '" + template.name() + "' ";
        String advice = "; choose another template or change 'dataset'";
        if (!template.input().equals(shape)) {
            throw project.problem("template", who + "takes images of " + template.input() + " (channels x height x width), but data set format '"
                    + EnumNames.of(format) + "' has " + shape + advice);
        }
        if (template.classes() < fewestClasses || template.classes() > mostClasses) {
            throw project.problem("template", who + "has " + template.classes() + " classes, but data set format '" + EnumNames.of(format) + "' has "
                    + (fewestClasses == mostClasses ? "" : "at most ") + mostClasses + advice);
        }
    }
}
