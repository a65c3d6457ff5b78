package org.kimlotse.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.HttpUser;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Opening;
import org.kimlotse.casefile.People;
import org.kimlotse.casework.ClosingByHand;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What people say at the end of a case about the procedures reaches coordination, without the case. */
@LotseTest
class StructuralFindingsTest {

    @LocalServerPort
    int port;

    @Autowired
    CaseOpening opening;

    @Autowired
    ClosingByHand closing;

    @Autowired
    Cases cases;

    @Autowired
    TestClock clock;

    @BeforeEach
    void inSeptember() {
        clock.setTo("2026-09-16");
    }

    private static String letters() {
        return "q" + UUID.randomUUID().toString().replaceAll("[^a-f]", "") + "q";
    }

    private CaseId closedWith(String finding) {
        return Acting.as("fallmanagement", () -> {
            CaseId id = ((Opening.Opened) opening.open(People.someone().despiteDuplicate())).caseId();
            closing.close(
                    id,
                    Case.ClosingReason.NO_CONTACT,
                    "",
                    null,
                    finding,
                    cases.get(id).version());
            return id;
        });
    }

    @Test
    void coordinationReadsItWithTheMonthAndNobodyElseDoes() {
        String said = "Der Termin zur Einstufung kam zu spät, " + letters();
        CaseId id = closedWith(said);
        String page = HttpUser.signedIn(port, "koordination").page("/engpaesse").body();
        assertThat(page).contains("Was sich an den Abläufen ändern sollte", "September 2026", said);
        assertThat(page).doesNotContain(id.number());
        assertThat(HttpUser.signedIn(port, "jobcenter-leitung")
                        .page("/engpaesse")
                        .body())
                .doesNotContain(said, "Was sich an den Abläufen ändern sollte");
    }

    @Test
    void aTextThatNamesSomebodyIsHeldBack() {
        String mark = letters();
        closedWith("Frau Weber hat nie zurückgerufen " + mark);
        assertThat(HttpUser.signedIn(port, "koordination").page("/engpaesse").body())
                .doesNotContain(mark)
                .contains("Zurückgehalten: Im Text steht vielleicht, um wen es geht.");
    }
}
