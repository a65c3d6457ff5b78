package org.kimlotse.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.engine.AdditionalFacts;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormRejected;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@LotseTest
class AdditionalFactsTest {

    private static final Set<String> KEYS = Set.of("petName", "hasPet", "petSince", "petCount", "petKinds", "pets");

    @Autowired
    AdditionalFacts facts;

    @Autowired
    Facts caseFacts;

    @Autowired
    CaseOpening opening;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void keepsEveryTypeAndShowsItAgain() {
        FormContext form = formOf(opened());

        write(
                form,
                fact("petName", Type.TEXT, "Míša 🐈 قطة"),
                fact("hasPet", Type.BOOLEAN, false),
                fact("petSince", Type.DATE, LocalDate.of(2024, 2, 29)),
                fact("petCount", Type.NUMBER, new BigDecimal("1000000000000")),
                fact("petKinds", Type.CHOICES, List.of("CAT", "DOG")),
                fact("pets", Type.LIST, List.of(Map.of("name", "Míša", "age", 3))));

        assertThat(facts.read(form, KEYS))
                .containsEntry("petName", "Míša 🐈 قطة")
                .containsEntry("hasPet", false)
                .containsEntry("petSince", LocalDate.of(2024, 2, 29))
                .containsEntry("petCount", new BigDecimal("1000000000000"))
                .containsEntry("petKinds", List.of("CAT", "DOG"))
                .containsEntry("pets", List.of(Map.of("name", "Míša", "age", 3)));
    }

    @Test
    void keepsWhatWasSaidBefore() {
        CaseId id = opened();
        FormContext form = formOf(id);
        write(form, fact("petName", Type.TEXT, "Míša"));
        write(form, fact("petName", Type.TEXT, "Bello"));
        write(form, fact("petName", Type.TEXT, "Bello"));
        assertThat(facts.read(form, KEYS)).containsEntry("petName", "Bello");
        assertThat(rows(id)).isEqualTo(2);

        write(form, fact("petName", Type.TEXT, null));

        assertThat(facts.read(form, KEYS)).isEmpty();
        assertThat(rows(id)).isEqualTo(2);
    }

    @Test
    void showsThemToTheRulesButNotThoseOfOtherCases() {
        CaseId id = opened();
        write(formOf(id), fact("petCount", Type.NUMBER, new BigDecimal("2")), fact("hasPet", Type.BOOLEAN, true));

        assertThat(caseFacts.additional(id))
                .extracting(f -> f.key(), f -> f.yes(), f -> f.number())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("hasPet", true, null),
                        org.assertj.core.groups.Tuple.tuple("petCount", null, new BigDecimal("2")));
        assertThat(caseFacts.additional(opened())).isEmpty();
    }

    @Test
    void refusesMoreThanAFormCanSensiblyHold() {
        FormContext form = formOf(opened());
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            many.add("x".repeat(10_000));
        }

        assertThatThrownBy(() -> write(form, fact("petKinds", Type.CHOICES, many)))
                .isInstanceOf(FormRejected.class)
                .hasMessageContaining("ist zu lang");
    }

    private static AdditionalFacts.Fact fact(String key, Type type, @Nullable Object value) {
        return new AdditionalFacts.Fact(key, "Haustier", type, value, value == null ? "" : "gezeigt: " + value);
    }

    private void write(FormContext form, AdditionalFacts.Fact... values) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> facts.write(form, List.of(values)));
    }

    private int rows(CaseId id) {
        return jdbc.sql("select count(*) from additional_facts where subject = :case and field_key = 'petName'")
                .param("case", id.number())
                .query(Integer.class)
                .single();
    }

    private CaseId opened() {
        return Acting.as(
                "fallmanagement",
                () -> ((Opening.Opened) opening.open(People.someone().despiteDuplicate())).caseId());
    }

    @Test
    void aFurtherFactIsShownInTheWordsOfTheFormWithWhoAndWhen() {
        CaseId id = opened();
        write(formOf(id), fact("petName", Type.TEXT, "Míša"));

        assertThat(caseFacts.further(id)).singleElement().satisfies(further -> {
            assertThat(further.label()).isEqualTo("Haustier");
            assertThat(further.shown()).isEqualTo("gezeigt: Míša");
            assertThat(further.at()).isNotNull();
            assertThat(further.toString()).doesNotContain("Míša");
        });
    }

    /** The same key on a confidential and on an open form: two answers that never meet. */
    @Test
    void whatAConfidentialFormAsksIsSealedAndReachesNoOtherFormNoRuleAndNoDeputy() {
        CaseId id = opened();
        FormContext confidential = formOf(id, "referral-health");
        write(confidential, fact("petName", Type.TEXT, "Epilepsie"));
        write(formOf(id), fact("hasPet", Type.BOOLEAN, true));

        assertThat(facts.read(formOf(id), KEYS)).containsOnlyKeys("hasPet");
        assertThat(caseFacts.additional(id)).extracting(f -> f.key()).containsExactly("hasPet");
        assertThat(caseFacts.further(id)).extracting(FurtherFact::shown).containsExactly("gezeigt: true");
        assertThat(Acting.as("fallmanagement", () -> facts.read(confidential, KEYS)))
                .containsEntry("petName", "Epilepsie");
        assertThat(Acting.as("vertretung", () -> facts.read(confidential, KEYS)))
                .isEmpty();
        assertThat(caseFacts.furtherConfidential(id))
                .extracting(FurtherFact::shown)
                .containsExactly("gezeigt: Epilepsie");
        assertThat(jdbc.sql("select fact_value || fact_shown from additional_facts where subject = :case")
                        .param("case", id.number())
                        .query(String.class)
                        .list())
                .hasSize(2)
                .noneMatch(kept -> kept.contains("Epilepsie"));

        write(formOf(id), fact("petName", Type.TEXT, "Míša"));
        assertThat(Acting.as("fallmanagement", () -> facts.read(confidential, KEYS)))
                .containsEntry("petName", "Epilepsie");
    }

    private static FormContext formOf(CaseId id) {
        return formOf(id, "some-process");
    }

    private static FormContext formOf(CaseId id, String process) {
        return new FormContext(
                "some-form",
                "task",
                "userTask_some",
                process,
                "execution",
                id.number(),
                id.number(),
                "fallmanagement",
                Map.of());
    }
}
