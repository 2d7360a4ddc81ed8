package org.hasnas.testdata;

import java.lang.reflect.Proxy;

/** What a test does not expect to be called: every call fails and says which it was. */
public final class Unexpected {
    private Unexpected() {}

    /** A part of a workbench that no test of a front end asks for. */
    public static <T> T theme(Class<T> theme) {
        return theme.cast(Proxy.newProxyInstance(theme.getClassLoader(), new Class<?>[] {theme}, (proxy, method, arguments) -> {
            throw call(theme.getSimpleName() + "." + method.getName());
        }));
    }

    public static UnsupportedOperationException call(String method) {
        return new UnsupportedOperationException("no test expects a call of " + method);
    }
}
