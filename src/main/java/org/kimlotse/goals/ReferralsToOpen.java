package org.kimlotse.goals;

import java.util.Set;
import org.kimlotse.shared.CaseId;

/** What a signature sets going, for whoever explains the agreement. */
public interface ReferralsToOpen {

    /**
     * German markdown, one line for each of these that can be opened: whether it begins with the signature, runs on, or is
     * over.
     */
    String text(CaseId caseId, Set<AgreedReferral> agreed);
}
