package org.kimlotse.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseHistory;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Facts;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.springframework.stereotype.Component;

/**
 * Where a person had or has to live on a day, else lived or lives: that decides who is competent (§ 10a AsylbLG, § 36 SGB II).
 * A day that lies ahead is answered as today.
 */
@Component
public class PlaceOfResidence {

    private final Cases cases;
    private final Facts facts;
    private final Assessment assessment;
    private final Clock clock;

    PlaceOfResidence(Cases cases, Facts facts, Assessment assessment, Clock clock) {
        this.cases = cases;
        this.facts = facts;
        this.assessment = assessment;
        this.clock = clock;
    }

    public Municipality on(CaseId caseId, LocalDate day) {
        return on(caseId, day, assessment.known(caseId));
    }

    /** @param known facts as they stand today, or would for a trial */
    public Municipality on(CaseId caseId, LocalDate day, Map<StatusFact, String> known) {
        String assigned = day.isBefore(BusinessCalendar.today(clock))
                ? assignedOn(caseId, day)
                : known.get(StatusFact.ASSIGNMENT_MUNICIPALITY);
        return Optional.ofNullable(assigned).flatMap(Municipality::find).orElseGet(() -> livedOn(caseId, day));
    }

    /** As stated for that day; before anything was stated, as it was stated first. */
    private @Nullable String assignedOn(CaseId caseId, LocalDate day) {
        String onThatDay = assessment.known(caseId, day).get(StatusFact.ASSIGNMENT_MUNICIPALITY);
        return onThatDay != null
                ? onThatDay
                : facts.all(caseId).stream()
                        .filter(fact -> fact.kind().equals(StatusFact.ASSIGNMENT_MUNICIPALITY.key()))
                        .filter(fact -> fact.supersededBy() == null)
                        .map(fact -> fact.value())
                        .findFirst()
                        .orElse(null);
    }

    /** When the case last went to another municipality, or null. */
    public @Nullable LocalDate movedOn(CaseId caseId) {
        return cases.history(caseId).stream()
                .filter(one -> one.kind() == CaseHistory.Kind.MOVED && one.fromMunicipality() != one.toMunicipality())
                .map(one -> BusinessCalendar.dayOf(one.at()))
                .max(LocalDate::compareTo)
                .orElse(null);
    }

    /** Where the case lay: it is given on with the move. */
    private Municipality livedOn(CaseId caseId, LocalDate day) {
        return cases.history(caseId).stream()
                .filter(one -> one.kind() == CaseHistory.Kind.MOVED)
                .filter(one -> BusinessCalendar.dayOf(one.at()).isAfter(day))
                .findFirst()
                .map(CaseHistory::fromMunicipality)
                .orElseGet(() -> cases.get(caseId).municipality());
    }
}
