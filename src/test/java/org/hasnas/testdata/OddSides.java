package org.hasnas.testdata;

import java.util.List;
import org.hasnas.network.Architecture;
import org.hasnas.network.LifParameters;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.BatchNormStatistics;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.Stage;
import org.hasnas.network.SearchSpaces;

/** Small networks of images of 28x28 whose average pools divide no side of the maps they read, so that rows and columns are left over. */
public final class OddSides {
    private OddSides() {}

    /** Maps of 14x14 and 7x7, of which the final pool makes 3x3. */
    public static Network twoStages() {
        return Network.of(template(List.of(new Stage(3, 1), new Stage(5, 1)), 2, 6), SearchSpaces.SNASNET, Architecture.parse("0342 0020 0003 0000"));
    }

    /** Maps of 14x14, 7x7 and, by a reduction that leaves one row over, 3x3, of which the final pool makes 1x1. */
    public static Network threeStages() {
        return Network.of(template(List.of(new Stage(3, 1), new Stage(4, 1), new Stage(5, 1)), 2, 0), SearchSpaces.SNASNET,
                Architecture.parse("0303 0032 0002 0000"));
    }

    private static NetworkTemplate template(List<Stage> stages, int finalPool, int hidden) {
        return new NetworkTemplate("odd", new ImageShape(1, 28, 28), 3, 2, stages, CellSharing.SHARED, finalPool, hidden, 2, 0.5, 3,
                new LifParameters(1.6, 0.8), BatchNormStatistics.PER_TIME_STEP, 8);
    }
}
