package org.kimlotse.escalation.process;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormSection;
import org.kimlotse.escalation.Bottleneck;

/** What the sections of the steering forms share. */
abstract class SteeringForm implements FormSection {

    static Bottleneck.Id bottleneck(FormContext context) {
        return Bottleneck.Id.of(context.businessKey());
    }

    /** True on the forms of {@code steering-escalation}; elsewhere these fields stay empty. */
    static boolean concerns(FormContext context) {
        return EscalationProcess.PROCESS.equals(context.processKey());
    }

    /** Collects the wanted values; a text that is not there is sent as "". */
    static final class Values {

        private final Set<String> wanted;
        private final Map<String, Object> values = new TreeMap<>();

        Values(Set<String> wanted) {
            this.wanted = wanted;
        }

        Values put(String key, Supplier<?> value) {
            if (wanted.contains(key)) {
                values.put(key, value.get());
            }
            return this;
        }

        Map<String, Object> asMap() {
            return values;
        }
    }
}
