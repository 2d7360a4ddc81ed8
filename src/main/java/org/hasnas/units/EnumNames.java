package org.hasnas.units;

import java.util.Locale;

/** How enum constants are called wherever people write or read them: in files, options and tables. */
public final class EnumNames {
    private EnumNames() {}

    /** {@code CONVOLUTIONS_ONLY} is {@code convolutions-only}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
