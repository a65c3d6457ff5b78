package org.kimlotse.handover;

import org.kimlotse.shared.CaseId;

/**
 * The one who is accountable now; there is exactly one at any moment.
 *
 * @param ref the case number (its team follows the case when it moves), or the office's code
 */
public record Owner(Kind kind, String ref) {

    public enum Kind {
        /** The case manager of the case, whoever that is. */
        CASE,
        OFFICE
    }

    public static Owner caseManagementOf(CaseId caseId) {
        return new Owner(Kind.CASE, caseId.number());
    }

    public static Owner office(String code) {
        return new Owner(Kind.OFFICE, code);
    }
}
