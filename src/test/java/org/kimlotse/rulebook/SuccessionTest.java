package org.kimlotse.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuccessionTest {

    private final Map<String, Validity> versions = new HashMap<>();

    private SuccessionTest version(String rule, String from, String until, String status) {
        versions.put(
                rule,
                new Validity(
                        LocalDate.parse(from),
                        until.isEmpty() ? null : LocalDate.parse(until),
                        status,
                        "§ 1",
                        "offen"));
        return this;
    }

    private List<String> breaks() {
        return Succession.breaks(versions).stream()
                .map(one -> one.rule() + (one.atEnd() ? " bis: " : " ab: ") + one.message())
                .toList();
    }

    @Test
    void whatFollowsOnTheNextDayIsWhole() {
        version("a.x", "2005-01-01", "2026-12-31", "inForce").version("a.x@2027", "2027-01-01", "", "inForce");
        version("a.y@2005", "2005-01-01", "2019-08-20", "expired").version("a.y", "2019-08-21", "", "inForce");
        version("a.gone", "2005-01-01", "2022-05-31", "expired");
        version("a.open", "2005-01-01", "", "inForce").version("a.open@draft", "2026-07-01", "", "announced");
        assertThat(breaks()).isEmpty();
    }

    @Test
    void aDayWithoutAVersionIsABreak() {
        version("a.x", "2005-01-01", "2026-12-31", "inForce").version("a.x@2027", "2027-01-02", "", "inForce");
        assertThat(breaks())
                .containsExactly(
                        "a.x bis: Nach dem letzten Tag, 31.12.2026, gilt „a.x“ eine Zeit lang nicht. Bitte eine Fassung „a.x@…“ ab 01.01.2027 anlegen.");
    }

    @Test
    void aDayWithoutAVersionIsABreakAlsoBetweenExpiredOnes() {
        version("a.x@1", "2005-01-01", "2010-01-01", "expired").version("a.x@2", "2010-01-03", "2012-01-01", "expired");
        assertThat(breaks()).singleElement().asString().startsWith("a.x@1 bis: ");
    }

    @Test
    void whatIsInForceAndEndsNeedsASuccessorAndOneAnnouncedIsNone() {
        version("a.x", "2005-01-01", "2026-12-31", "inForce").version("a.x@draft", "2027-01-01", "", "announced");
        assertThat(breaks())
                .containsExactly(
                        "a.x bis: Nach dem letzten Tag, 31.12.2026, gilt „a.x“ nicht mehr. Bitte eine Fassung „a.x@…“ ab 01.01.2027 anlegen; fällt die Regel ersatzlos weg, ist ihr Stand „expired“.");
    }

    @Test
    void twoVersionsOnOneDayAreABreak() {
        version("a.x", "2005-01-01", "", "inForce").version("a.x@2027", "2027-01-01", "", "inForce");
        assertThat(breaks())
                .containsExactly(
                        "a.x@2027 ab: Ab 01.01.2027 gelten „a.x“ und „a.x@2027“ zugleich; die frühere braucht den Tag davor als letzten.");
    }

    @Test
    void ofParametersThatIsToldElsewhere() {
        version("parameters.X", "2005-01-01", "", "inForce").version("parameters.X@2027", "2027-01-01", "", "inForce");
        assertThat(breaks()).isEmpty();
    }
}
