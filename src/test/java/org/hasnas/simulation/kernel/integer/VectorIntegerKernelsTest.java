package org.hasnas.simulation.kernel.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VectorIntegerKernelsTest {
    private static final String WIDTH = "hasnas.vector.bits";

    /** The width is a constant of the class, so each width gets the kernels anew. */
    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void everyWidthGivesTheBitsOfTheScalarKernels(int bits) throws ReflectiveOperationException {
        System.setProperty(WIDTH, Integer.toString(bits));
        try {
            Supplier<?> comparison =
                    (Supplier<?>) new KernelLoader().loadClass(IntegerKernelComparison.class.getName()).getConstructor().newInstance();
            assertEquals(bits, comparison.get());
        } finally {
            System.clearProperty(WIDTH);
        }
    }

    /** Defines the kernels itself instead of asking its parent. */
    private static final class KernelLoader extends ClassLoader {
        KernelLoader() {
            super(VectorIntegerKernelsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null || !name.startsWith("org.hasnas.simulation.kernel.")) {
                    return known != null ? known : super.loadClass(name, resolve);
                }
                try (InputStream bytes = getResourceAsStream(name.replace('.', '/') + ".class")) {
                    if (bytes == null) {
                        throw new ClassNotFoundException(name);
                    }
                    byte[] code = bytes.readAllBytes();
                    return defineClass(name, code, 0, code.length);
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
        }
    }
}
