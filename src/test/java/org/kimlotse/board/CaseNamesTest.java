package org.kimlotse.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;
import org.kimlotse.casefile.People;
import org.springframework.beans.factory.annotation.Autowired;

@LotseTest
class CaseNamesTest {

    @Autowired
    CaseNamesController names;

    @Autowired
    CaseOpening opening;

    @Test
    void cards_carry_the_names_of_the_own_team_only() {
        NewCase person = People.someone();
        String number = open(person);

        assertThat(namesFor("vertretung", number))
                .containsExactly(Map.entry(number, person.givenName() + " " + person.familyName()));
        assertThat(namesFor("lohmar", number)).isEmpty();
        assertThat(namesFor("jobcenter", number)).isEmpty();
        assertThat(namesFor("koordination", number)).isEmpty();
        assertThat(namesFor("admin", number)).isEmpty();
    }

    @Test
    void what_is_no_case_number_is_left_out() {
        assertThat(namesFor("fallmanagement", "KIM-2026-99999")).isEmpty();
        assertThat(namesFor("fallmanagement", "' or 1=1 --")).isEmpty();
    }

    private String open(NewCase person) {
        Opening opened = Acting.as("fallmanagement", () -> opening.open(person));
        assertThat(opened).isInstanceOf(Opening.Opened.class);
        return ((Opening.Opened) opened).caseId().number();
    }

    private Map<String, String> namesFor(String user, String number) {
        return Acting.as(user, () -> names.names(List.of(number)));
    }
}
