package org.kimlotse.handover;

import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.kimlotse.consent.ConsentCheck;
import org.kimlotse.consent.Consents;
import org.kimlotse.consent.DataCategory;
import org.kimlotse.consent.Purpose;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** The consents of the case, asked by the names the rules use. */
@Component
class ConsentsOfTheCase implements TransferConsents {

    private final Consents consents;
    private final Clock clock;

    ConsentsOfTheCase(Consents consents, Clock clock) {
        this.consents = consents;
        this.clock = clock;
    }

    @Override
    public Grants check(CaseId caseId, String office, String purpose, Set<String> categories) {
        return grants(consents.check(
                caseId, office, Purpose.valueOf(purpose), typed(categories), BusinessCalendar.today(clock)));
    }

    @Override
    public Grants lock(CaseId caseId, String office, String purpose, Set<String> categories) {
        return grants(consents.lockForTransfer(caseId, office, Purpose.valueOf(purpose), typed(categories)));
    }

    @Override
    public String categoryLabel(String category) {
        return DataCategory.valueOf(category).label();
    }

    private static Grants grants(ConsentCheck check) {
        return new Grants(check.valid(), check.consents(), check.basis(), check.reason());
    }

    private static Set<DataCategory> typed(Set<String> categories) {
        return categories.stream().map(DataCategory::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
