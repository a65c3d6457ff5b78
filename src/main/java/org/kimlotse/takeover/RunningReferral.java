package org.kimlotse.takeover;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.goals.AgreedReferral;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;

/**
 * A referral that ran before Lotse did. It is told, not acted on: Lotse begins it when it is agreed with the person.
 *
 * @param where the office as typed; may be empty
 * @param standing how far it had come, as typed; may be empty
 * @param nextOn the next appointment, or null
 */
public record RunningReferral(
        UUID id,
        CaseId caseId,
        AgreedReferral kind,
        LocalDate since,
        String where,
        String standing,
        @Nullable LocalDate nextOn) {

    /** One line, German: "seit 01.03.2026, Volkshochschule: angemeldet, nächster Termin 05.10.2026". */
    public String sentence() {
        return "seit "
                + BusinessCalendar.german(since)
                + (where.isEmpty() ? "" : ", " + where)
                + (standing.isEmpty() ? "" : ": " + standing)
                + (nextOn == null ? "" : ", nächster Termin " + BusinessCalendar.german(nextOn));
    }

    /** Says nothing about the person. */
    @Override
    public String toString() {
        return "RunningReferral[" + caseId + ", " + kind + "]";
    }
}
