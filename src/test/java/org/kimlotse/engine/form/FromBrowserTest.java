package org.kimlotse.engine.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.Test;

class FromBrowserTest {

    @Test
    void readsListsAndObjectsOutOfJson() {
        assertThat(FromBrowser.raw(SpinValues.jsonValue("[\"A\",\"B\"]").create()))
                .isEqualTo(List.of("A", "B"));
        assertThat(FromBrowser.raw(Variables.createVariables()
                        .putValue("rows", SpinValues.jsonValue("[{\"a\":1}]").create())
                        .getValueTyped("rows")))
                .isEqualTo(List.of(Map.of("a", 1)));
    }

    @Test
    void readsNoSerializedObjects() {
        assertThat(FromBrowser.raw(Variables.serializedObjectValue("rO0ABQ==")
                        .serializationDataFormat("application/x-java-serialized-object")
                        .objectTypeName("java.lang.String")
                        .create()))
                .isNull();
    }
}
