package org.kimlotse.rulebook;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The classes the compiler of rules may see: the JDK's, Drools' own and Lotse's. The compiler asks whether a class exists
 * for nearly every word of a rule; searching each of them in every jar of the product took a third of its time.
 */
final class RuleTypes extends ClassLoader {

    private static final RuleTypes LOADER = new RuleTypes(RuleTypes.class.getClassLoader());

    private final ClassLoader product;
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    static {
        registerAsParallelCapable();
    }

    private RuleTypes(ClassLoader product) {
        super(ClassLoader.getPlatformClassLoader());
        this.product = product;
    }

    static ClassLoader loader() {
        return LOADER;
    }

    private static boolean inProduct(String path) {
        return path.startsWith("org/kimlotse/")
                || path.startsWith("org/drools/")
                || path.startsWith("org/kie/")
                || path.startsWith("org/mvel2/");
    }

    /** Asked after the platform's loader did not find it. */
    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/') + ".class";
        if (!inProduct(path) || missing.contains(path)) {
            throw new ClassNotFoundException(name);
        }
        try {
            return product.loadClass(name);
        } catch (ClassNotFoundException e) {
            missing.add(path);
            throw e;
        }
    }

    @Override
    protected @Nullable URL findResource(String path) {
        if (!inProduct(path) || missing.contains(path)) {
            return null;
        }
        URL found = product.getResource(path);
        if (found == null) {
            missing.add(path);
        }
        return found;
    }

    @Override
    protected Enumeration<URL> findResources(String path) throws IOException {
        return inProduct(path) ? product.getResources(path) : Collections.emptyEnumeration();
    }
}
