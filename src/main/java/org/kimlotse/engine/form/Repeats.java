package org.kimlotse.engine.form;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes a double click harmless: the same person sending the same form again within half a minute gets the first
 * answer again. Two different submits of one task are told apart and the second is refused by the engine.
 */
@Component
class Repeats {

    private static final Duration DOUBLE_CLICK = Duration.ofSeconds(30);
    private static final int REMEMBERED = 2_000;

    private record Done(String user, int fingerprint, Instant at) {}

    private final Clock clock;
    private final Object[] locks = new Object[64];
    private final Map<String, Done> done = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Done> eldest) {
            return size() > REMEMBERED;
        }
    };

    Repeats(Clock clock) {
        this.clock = clock;
        for (int i = 0; i < locks.length; i++) {
            locks[i] = new Object();
        }
    }

    @Nullable
    VariableMap once(
            String taskId, String user, Map<String, @Nullable Object> sent, Supplier<@Nullable VariableMap> submit) {
        int fingerprint = Objects.hashCode(sent.toString());
        synchronized (locks[Math.floorMod(taskId.hashCode(), locks.length)]) {
            Done before = remembered(taskId);
            if (before != null
                    && before.user().equals(user)
                    && before.fingerprint() == fingerprint
                    && Duration.between(before.at(), clock.instant()).compareTo(DOUBLE_CLICK) <= 0) {
                return Variables.createVariables();
            }
            VariableMap result = submit.get();
            synchronized (done) {
                done.put(taskId, new Done(user, fingerprint, clock.instant()));
            }
            return result;
        }
    }

    private @Nullable Done remembered(String taskId) {
        synchronized (done) {
            return done.get(taskId);
        }
    }
}
