package org.kimlotse.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** A small process with forms, variables and a module behind it, for the tests of the engine module. */
public final class Probe {

    static final ProcessVariable<String> TEAM = ProcessVariable.id("probeTeam");
    static final ProcessVariable<Boolean> AGREED = ProcessVariable.bool("probeAgreed");
    static final ProcessVariable<Integer> LEVEL = ProcessVariable.number("probeLevel");
    static final ProcessVariable<LocalDate> DAY = ProcessVariable.date("probeDay");
    static final ProcessVariable<List<String>> IDS = ProcessVariable.ids("probeIds");
    static final ProcessVariable<String> ID = ProcessVariable.id("probeId");
    static final ProcessVariable<Kind> KIND = ProcessVariable.choice("probeKindAnswer", Kind.class);

    public enum Kind {
        FIRST,
        SECOND
    }

    private Probe() {}

    // ---- models

    /** Asks, then asks again unless agreed; a message adds a task beside, another one ends it. */
    static BpmnModelInstance process() {
        var model = Bpmn.createExecutableProcess("probe")
                .name("Probe")
                .camundaHistoryTimeToLiveString("P30D")
                .startEvent("start")
                .name("Probe begonnen")
                .userTask("userTask_ask")
                .name("Fragen")
                .camundaCandidateGroups("${probeTeam}")
                .camundaFormRef("probe-ask")
                .camundaFormRefBinding("deployment")
                .exclusiveGateway("gateway_agreed")
                .name("Einverstanden?")
                .sequenceFlowId("flow_agreed")
                .condition("ja", "${probeAgreed}")
                .serviceTask("serviceTask_record")
                .name("Festhalten")
                .camundaAsyncBefore()
                .camundaExpression("${probeTasks.record(execution)}")
                .userTask("userTask_again")
                .name("Noch einmal fragen")
                .camundaAssignee("fallmanagement")
                .camundaFormRef("probe-again")
                .camundaFormRefBinding("deployment")
                .endEvent("end")
                .name("Probe beendet")
                .moveToNode("gateway_agreed")
                .sequenceFlowId("flow_not")
                .endEvent("endNot")
                .name("Nicht einverstanden")
                .done();
        named(model, "flow_not", "nein");
        ((org.camunda.bpm.model.bpmn.instance.ExclusiveGateway) model.getModelElementById("gateway_agreed"))
                .setDefault(model.getModelElementById("flow_not"));
        model.getModelElementsByType(org.camunda.bpm.model.bpmn.instance.Process.class)
                .iterator()
                .next()
                .builder()
                .eventSubProcess("aside")
                .startEvent("start_nudge")
                .name("Angestoßen")
                .interrupting(false)
                .message("probe.nudged")
                .userTask("userTask_aside")
                .name("Nebenbei")
                .camundaAssignee("fallmanagement")
                .camundaFormRef("probe-again")
                .camundaFormRefBinding("deployment")
                .endEvent("endAside")
                .name("Erledigt")
                .done();
        return model;
    }

    /** The same text each time: the builder invents ids. */
    static final String PROCESS = Bpmn.convertToString(process());

    static void named(BpmnModelInstance model, String flow, String name) {
        ((org.camunda.bpm.model.bpmn.instance.SequenceFlow) model.getModelElementById(flow)).setName(name);
    }

    public static final String ASK_FORM =
            """
            {"schemaVersion": 16, "type": "default", "id": "probe-ask", "components": [
              {"type": "text", "id": "t1", "text": "# Fall {{probeTitle}}\\n{{#if probeAgree}}Danke{{/if}}"},
              {"type": "textfield", "id": "f1", "key": "probeName", "label": "Name"},
              {"type": "textarea", "id": "f2", "key": "probeNote", "label": "Notiz", "conditional": {"hide": "=probeAgreed = true"}},
              {"type": "datetime", "id": "f3", "key": "probeBirth", "dateLabel": "Geburtsdatum", "subtype": "date"},
              {"type": "checkbox", "id": "f4", "key": "probeAgree", "label": "Einverstanden"},
              {"type": "number", "id": "f5", "key": "probeCount", "label": "Anzahl", "validate": {"min": 0, "max": 20}},
              {"type": "radio", "id": "f6", "key": "probeKind", "label": "Art",
                 "values": [{"label": "Eins", "value": "FIRST"}, {"label": "Zwei", "value": "SECOND"}]},
              {"type": "select", "id": "f7", "key": "probeOffice", "label": "Stelle", "valuesKey": "probeOffices"},
              {"type": "checklist", "id": "f8", "key": "probeMany", "label": "Mehrere",
                 "values": [{"label": "A", "value": "A"}, {"label": "B", "value": "B"}]},
              {"type": "dynamiclist", "id": "f9", "path": "probeRows", "label": "Zeilen", "components": [
                 {"type": "textfield", "id": "f10", "key": "what", "label": "Was"},
                 {"type": "datetime", "id": "f11", "key": "until", "dateLabel": "Bis", "subtype": "date"}]},
              {"type": "textfield", "id": "f12", "key": "probeShown", "label": "Nur gezeigt", "readonly": true},
              {"type": "textfield", "id": "f13", "key": "favouriteColour", "label": "Lieblingsfarbe"},
              {"type": "number", "id": "f14", "key": "shoeSize", "label": "Schuhgröße"},
              {"type": "textfield", "id": "f15", "key": "plate", "label": "Kennzeichen",
                 "validate": {"minLength": 4, "maxLength": 10, "pattern": "^[A-Z]{1,3}-"}},
              {"type": "select", "id": "f16", "key": "otherOffice", "label": "Andere Stelle", "valuesKey": "probeOffices"}
            ]}
            """;

    static final String AGAIN_FORM =
            """
            {"schemaVersion": 16, "type": "default", "id": "probe-again", "components": [
              {"type": "textfield", "id": "f1", "key": "probeName", "label": "Name"},
              {"type": "textfield", "id": "f13", "key": "favouriteColour", "label": "Lieblingsfarbe"}
            ]}
            """;

    /** The folder the context reads its models from. */
    public static class Folder implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        static Path root;

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                root = Files.createTempDirectory(Path.of("target"), "engine-models");
                restore();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            TestPropertyValues.of("lotse.models.location=file:" + root.toAbsolutePath() + "/", "lotse.models.watch=0s")
                    .applyTo(context);
        }

        /** The two forms and the process as they should be, the product's rules, and nothing else. */
        static void restore() throws IOException {
            if (Files.exists(root)) {
                FileSystemUtils.deleteRecursively(root);
            }
            FileSystemUtils.copyRecursively(Path.of("rules"), root.resolve("rules"));
            write("processes/probe/probe.bpmn", PROCESS);
            write("forms/probe/probe-ask.form", ASK_FORM);
            write("forms/probe/probe-again.form", AGAIN_FORM);
        }

        static void write(String path, String content) throws IOException {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }

        static void delete(String path) throws IOException {
            Files.delete(root.resolve(path));
        }
    }

    // ---- a module

    /** The module's table: one row per business key and field. */
    public static class Store implements FormSection, AdditionalFacts {

        private final JdbcClient jdbc;
        RuntimeException failOnWrite;

        Store(JdbcClient jdbc) {
            this.jdbc = jdbc;
            jdbc.sql(
                            "create table if not exists probe_values (business_key varchar(64), name varchar(64), content varchar(30000))")
                    .update();
        }

        void put(String businessKey, String key, Object value) {
            jdbc.sql("delete from probe_values where business_key = ? and name = ?")
                    .params(businessKey, key)
                    .update();
            jdbc.sql("insert into probe_values values (?, ?, ?)")
                    .params(businessKey, key, String.valueOf(value))
                    .update();
        }

        Map<String, String> of(String businessKey) {
            Map<String, String> all = new LinkedHashMap<>();
            jdbc.sql("select name, content from probe_values where business_key = ? order by name")
                    .param(businessKey)
                    .query(row -> {
                        all.put(row.getString(1), row.getString(2));
                    });
            return all;
        }

        @Override
        public Collection<FormField> fields() {
            return List.of(
                    FormField.shown("probeTitle", FormField.Type.TEXT),
                    FormField.writable("probeName", FormField.Type.TEXT),
                    FormField.writable("probeNote", FormField.Type.TEXT),
                    FormField.writable("probeBirth", FormField.Type.DATE),
                    FormField.writable("probeAgree", FormField.Type.BOOLEAN),
                    FormField.writable("probeCount", FormField.Type.NUMBER),
                    FormField.writable("probeKind", FormField.Type.CHOICE),
                    FormField.writable("probeOffice", FormField.Type.CHOICE),
                    FormField.shown("probeOffices", FormField.Type.OPTIONS),
                    FormField.writable("probeMany", FormField.Type.CHOICES),
                    FormField.writable("probeRows", FormField.Type.LIST),
                    FormField.shown("probeShown", FormField.Type.TEXT));
        }

        @Override
        public Map<String, Object> read(FormContext context, Set<String> wanted) {
            Map<String, Object> values = new HashMap<>(of(context.businessKey()));
            values.put("probeTitle", "Titel von " + context.businessKey());
            values.put("probeBirth", LocalDate.of(1990, 1, 31));
            values.put("probeAgree", true);
            values.put("probeCount", 7);
            values.put("probeOffices", List.of(Map.of("label", "Jobcenter", "value", "JC")));
            values.put("probeRows", List.of(Map.of("what", "Erstes", "until", LocalDate.of(2026, 10, 1))));
            values.put("secret", "nobody asked for this");
            return values;
        }

        @Override
        public void check(FormContext context, FormInput input) {
            input.text("probeName").filter("verboten"::equals).ifPresent(name -> {
                input.reject("probeName", "Dieser Name ist nicht erlaubt.");
                input.reject("probeNote", "Und die Notiz auch nicht.");
            });
        }

        @Override
        public Answers write(FormContext context, FormInput input) {
            for (FormField field : fields()) {
                if (field.writable() && input.has(field.key())) {
                    Object value =
                            switch (field.type()) {
                                case DATE ->
                                    input.date(field.key())
                                            .map(Object::toString)
                                            .orElse("");
                                case NUMBER ->
                                    input.number(field.key())
                                            .map(Object::toString)
                                            .orElse("");
                                case BOOLEAN ->
                                    input.bool(field.key())
                                            .map(Object::toString)
                                            .orElse("");
                                case CHOICES -> input.choices(field.key());
                                case LIST -> input.rows(field.key());
                                default -> input.text(field.key()).orElse("");
                            };
                    put(context.businessKey(), field.key(), value);
                }
            }
            if (failOnWrite != null) {
                throw failOnWrite;
            }
            return input.has("probeAgree") ? Answers.of(AGREED, input.isTrue("probeAgree")) : Answers.none();
        }

        @Override
        public void write(FormContext context, Collection<Fact> facts) {
            facts.forEach(fact -> put(context.businessKey(), fact.key(), fact.type() + ":" + fact.value()));
        }
    }

    /** What the process calls. */
    public static class Tasks {

        final AtomicInteger calls = new AtomicInteger();
        RuntimeException failWith;

        public void record(DelegateExecution execution) {
            calls.incrementAndGet();
            if (failWith != null) {
                throw failWith;
            }
            execution.setVariable("probeLevel", 1);
        }

        public String echo(String text) {
            return text;
        }

        public void raise(DelegateExecution execution) {
            throw new BpmnError("probeError");
        }

        void hidden() {}
    }

    /** What the engine reported as dropped. */
    public static class Incidents {

        final List<EngineIncident> seen = new java.util.concurrent.CopyOnWriteArrayList<>();

        @EventListener
        void on(EngineIncident incident) {
            seen.add(incident);
        }
    }

    @TestConfiguration
    public static class Beans {

        @Bean
        Incidents probeIncidents() {
            return new Incidents();
        }

        @Bean
        @Primary
        Store probeStore(JdbcClient jdbc) {
            return new Store(jdbc);
        }

        @Bean("probeTasks")
        Tasks probeTasks() {
            return new Tasks();
        }

        @Bean
        ProcessVariables probeVariables() {
            return ProcessVariables.of(TEAM, AGREED, LEVEL, DAY, IDS, ID, KIND);
        }
    }
}
