package org.kimlotse.transition.facts;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Rechtskreis;

/**
 * A change of benefit law whose hops are to be planned. The dates come from the decision on the benefit law.
 *
 * @param newLaw where the person goes: SGB_II, SGB_XII_3, SGB_XII_4 or NONE (no need)
 * @param trigger the day of the event (service, issue of the title)
 * @param asylblgUntil last day of the old law
 * @param newLawFrom first day of the new law
 * @param titleIssued the residence title has been issued
 * @param courseRight the title gives (or will give) a right to an Integrationskurs (§ 44 Abs. 1 AufenthG), null if unknown
 * @param residenceRule the person is bound to a place of residence (§ 12a AufenthG), null if unknown
 * @param children number of children under 18 in the household, null if unknown
 * @param sharedAccommodation lives in municipal shared accommodation, null if unknown
 * @param consentedReceivers kinds of office a valid consent covers, by the names of {@code
 *     directory.OfficeKind}, for example {@code JC}; empty: none
 */
public record TransitionFacts(
        Rechtskreis newLaw,
        LocalDate trigger,
        LocalDate asylblgUntil,
        LocalDate newLawFrom,
        boolean titleIssued,
        @Nullable Boolean courseRight,
        @Nullable Boolean residenceRule,
        @Nullable Integer children,
        @Nullable Boolean sharedAccommodation,
        Set<String> consentedReceivers) {

    public TransitionFacts {
        consentedReceivers = Set.copyOf(consentedReceivers);
    }
}
