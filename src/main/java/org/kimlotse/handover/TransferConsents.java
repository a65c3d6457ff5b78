package org.kimlotse.handover;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.kimlotse.shared.CaseId;

/** What handing over asks of the consents: may these categories go to this office for this purpose, now? */
interface TransferConsents {

    /**
     * @param allowed every category is covered
     * @param consents the consents that cover them; empty if not allowed
     * @param basis what the letter to the office says it rests on, German; empty if not allowed
     * @param explanation German: what covers it and until when, or what is missing and why
     */
    record Grants(boolean allowed, List<UUID> consents, String basis, String explanation) {}

    Grants check(CaseId caseId, String office, String purpose, Set<String> categories);

    /** As {@link #check}, and nobody withdraws one of these consents before the transaction ends. */
    Grants lock(CaseId caseId, String office, String purpose, Set<String> categories);

    /** German, for example "Name, Geburtsdatum und Erreichbarkeit". */
    String categoryLabel(String category);
}
