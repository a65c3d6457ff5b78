package org.kimlotse.casefile;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** The day on which the work on a case began: before it, nobody talked or signed. */
@Component
public class CaseBeginnings {

    private final Cases cases;
    private final List<RanBefore> before;

    CaseBeginnings(Cases cases, List<RanBefore> before) {
        this.cases = cases;
        this.before = before;
    }

    public LocalDate of(CaseId caseId) {
        return Stream.concat(
                        Stream.of(BusinessCalendar.dayOf(cases.get(caseId).openedAt())),
                        before.stream().map(b -> b.since(caseId)).flatMap(Optional::stream))
                .min(LocalDate::compareTo)
                .orElseThrow();
    }
}
