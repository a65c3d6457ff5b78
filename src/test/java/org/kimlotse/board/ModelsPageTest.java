package org.kimlotse.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.access.HttpUser;
import org.kimlotse.engine.ModelInForce;
import org.kimlotse.engine.Models;
import org.kimlotse.rulebook.RuleSet;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A process owner sees what is in force, in the words of the house. */
@LotseTest
class ModelsPageTest {

    @LocalServerPort
    int port;

    @Autowired
    Models models;

    @Test
    void everyProcessFormAndRuleSetHasAGermanNameAStateAVersionAndADay() {
        String page =
                HttpUser.signedIn(port, "prozesse").page("/prozesse-und-regeln").body();

        assertThat(page)
                .contains("Erstkontakt", "Übergang AsylbLG → SGB II / SGB XII", "Engpass in der Lenkungsgruppe")
                .contains("Lage erfassen", "Nr. 1", "gilt seit")
                .contains("Widersprüche in den Angaben", "Reihenfolge der Arbeit", "Wohnsitz und Familie");
        Arrays.stream(RuleSet.values()).forEach(set -> assertThat(page).contains(set.label(), "rules/" + set.folder()));
        assertThat(RuleSet.values()).allSatisfy(set -> assertThat(set.label()).isNotEqualTo(set.folder()));
    }

    @Test
    void aFormIsNamedByTheTasksInWhichItIsFilledIn() {
        assertThat(models.status().inForce())
                .filteredOn(m -> m.kind() == ModelInForce.Kind.PROCESS)
                .hasSizeGreaterThanOrEqualTo(12)
                .allSatisfy(m -> {
                    assertThat(m.name()).isNotEqualTo(m.id());
                    assertThat(m.upToDate()).isTrue();
                });
        assertThat(models.status().inForce())
                .filteredOn(m -> m.kind() == ModelInForce.Kind.FORM)
                .hasSizeGreaterThanOrEqualTo(40)
                .allSatisfy(m -> {
                    assertThat(m.name()).isNotEqualTo(m.id());
                    assertThat(m.version()).hasSize(12);
                })
                .anySatisfy(m -> {
                    assertThat(m.id()).isEqualTo("assessment");
                    assertThat(m.name()).isEqualTo("Lage erfassen");
                });
    }

    @Test
    void aCaseManagerDoesNotSeeIt() {
        assertThat(HttpUser.signedIn(port, "fallmanagement")
                        .page("/prozesse-und-regeln")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whoMayNotOpenACaseLearnsItBeforeTyping() {
        for (String user : java.util.List.of("jobcenter", "sozialdezernat", "prozesse", "koordination")) {
            HttpUser.Answer answer = HttpUser.signedIn(port, user).page("/faelle/neu");
            assertThat(answer.status()).as(user).isEqualTo(403);
            assertThat(answer.body())
                    .as(user)
                    .contains("Einen Fall eröffnen kann nur das Fallmanagement", "Zu den Aufgaben")
                    .doesNotContain("familyName", "href=\"/faelle/neu\"");
        }
        assertThat(HttpUser.signedIn(port, "fallmanagement").page("/faelle/neu").body())
                .contains("familyName");
    }
}
