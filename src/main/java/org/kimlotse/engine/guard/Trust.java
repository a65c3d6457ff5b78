package org.kimlotse.engine.guard;

import java.util.function.Supplier;

/**
 * Marks the stretch of a thread in which Lotse's own code works the engine (a use case, a form's submit), as opposed to
 * somebody calling the engine's interface directly.
 */
public final class Trust {

    private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

    private Trust() {}

    public static <T> T trusted(Supplier<T> work) {
        DEPTH.set(DEPTH.get() + 1);
        try {
            return work.get();
        } finally {
            int depth = DEPTH.get() - 1;
            if (depth == 0) {
                DEPTH.remove();
            } else {
                DEPTH.set(depth);
            }
        }
    }

    static boolean isTrusted() {
        return DEPTH.get() > 0;
    }
}
